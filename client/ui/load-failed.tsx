import type { ReactNode } from 'react';
import { useMessages } from '../i18n/messages-context.tsx';

export interface LoadFailedProps {
  /** What could not be loaded, a sentence. */
  readonly children: string;
  readonly retry: () => void;
}

/** A part of a page that could not be loaded, and the way to try again. */
export function LoadFailed({ children, retry }: LoadFailedProps): ReactNode {
  const say = useMessages();
  return (
    <p className="hint">
      {children}{' '}
      <button type="button" className="button button--quiet" onClick={retry}>
        {say('tryAgain')}
      </button>
    </p>
  );
}
