import { type ReactNode, useState } from 'react';
import { routes } from '../../../shared/routes.ts';
import { useMessages } from '../../i18n/messages-context.tsx';
import type { ZoomClient } from '../../zoom/zoom-client.ts';
import { meetingFragment } from '../home/home-place.ts';
import type { SessionState } from '../session/session-machine.ts';
import type { ReaderContext } from './reader-context.ts';
import styles from './transcript.module.css';

/** A guest has no meetings on `/home`: an action `export` is needed. */
export function mayKeepTranscript(session: SessionState): boolean {
  return session.kind === 'open' && session.session.viewer.can.includes('export');
}

/** In Zoom it opens the browser at this meeting, or adds the app for a guest; in the browser it opens the text. */
export function Transcript({ reader, place, session, transcriptUrl }: ReaderContext): ReactNode {
  const say = useMessages();
  if (place === 'home') {
    return transcriptUrl === undefined ? null : (
      <a className="button" href={transcriptUrl} target="_blank" rel="noreferrer">
        {say('getTranscript')}
      </a>
    );
  }
  const { zoom } = reader;
  if (session.kind !== 'open' || zoom === undefined) return null;
  if (!mayKeepTranscript(session)) {
    return (
      <button type="button" className="button" onClick={() => void zoom.offerApp()}>
        {say('addApp')}
      </button>
    );
  }
  const home = new URL(routes.home, location.href);
  home.hash = meetingFragment(session.session.meeting.id);
  return <OpenInBrowser zoom={zoom} url={home.href} />;
}

/** Zoom reports no failure to open a browser, so that the address is shown as well. */
function OpenInBrowser({ zoom, url }: { zoom: ZoomClient; url: string }): ReactNode {
  const say = useMessages();
  const [isAsked, setAsked] = useState(false);
  const open = () => {
    setAsked(true);
    zoom.openUrl(url).catch(() => undefined);
  };
  return (
    <>
      <button type="button" className="button" onClick={open}>
        {say('getTranscript')}
      </button>
      {isAsked && (
        <label className={styles.address}>
          <span role="alert">{say('transcriptAddress')}</span>
          <input readOnly value={url} dir="ltr" onFocus={(event) => event.currentTarget.select()} />
        </label>
      )}
    </>
  );
}
