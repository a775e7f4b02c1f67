import { type ReactNode, Suspense } from 'react';
import { useMessages } from '../i18n/messages-context.tsx';
import { ErrorBoundary } from './error-boundary.tsx';
import styles from './lazy-part.module.css';
import { Sheet } from './sheet/sheet.tsx';

export interface LazyPartProps {
  readonly children: ReactNode;
  /** Instead of words in its place. */
  readonly failed?: ReactNode;
}

/** A part that is loaded on demand; a failure is shown in its place and leaves the rest of the panel. */
export function LazyPart({ children, failed = <PartMissingHere /> }: LazyPartProps): ReactNode {
  return (
    <ErrorBoundary fallback={failed}>
      <Suspense fallback={null}>{children}</Suspense>
    </ErrorBoundary>
  );
}

/** In the place of a sheet whose code could not be loaded: offline, or the server has a newer version by now. */
export function PartMissing({ onClose }: { onClose: () => void }): ReactNode {
  const say = useMessages();
  return (
    <Sheet title={say('partMissingTitle')} onClose={onClose}>
      <div className={styles.missing}>
        <p>{say('partMissing')}</p>
        <ReloadButton />
      </div>
    </Sheet>
  );
}

/** In the place of anything else. */
function PartMissingHere(): ReactNode {
  const say = useMessages();
  return (
    <div className={styles.partMissing}>
      <p role="alert">
        {say('partMissingTitle')}. {say('partMissing')}
      </p>
      <ReloadButton />
    </div>
  );
}

function ReloadButton(): ReactNode {
  const say = useMessages();
  return (
    <button type="button" className="button" onClick={() => location.reload()}>
      {say('reload')}
    </button>
  );
}
