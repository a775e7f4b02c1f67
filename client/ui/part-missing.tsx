import type { ReactNode } from 'react';
import { useMessages } from '../i18n/messages-context.tsx';
import { Sheet } from './sheet.tsx';

/** In the place of a sheet whose code could not be loaded: offline, or the server has a newer version by now. */
export function PartMissing({ onClose }: { onClose: () => void }): ReactNode {
  const say = useMessages();
  return (
    <Sheet title={say('partMissingTitle')} onClose={onClose}>
      <div className="sheet__missing">
        <p>{say('partMissing')}</p>
        <ReloadButton />
      </div>
    </Sheet>
  );
}

/** In the place of anything else. */
export function PartMissingHere(): ReactNode {
  const say = useMessages();
  return (
    <div className="part-missing">
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
