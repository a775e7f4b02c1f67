import { type ReactNode, useState } from 'react';
import { routes } from '../../../shared/routes.ts';
import { useMessages } from '../../i18n/messages-context.tsx';
import type { ZoomClient } from '../../zoom/zoom-client.ts';
import { meetingFragment } from '../home/home-place.ts';
import type { SessionState } from '../session/session-machine.ts';
import type { ReaderContext } from './reader-context.ts';
import styles from './transcript.module.css';

/** A guest finds no meeting behind the sign-in of `/home`. */
export function mayKeepTranscript(session: SessionState): boolean {
  return session.kind === 'open' && session.session.viewer.can.includes('export');
}

/** In Zoom the browser opens at this meeting; in the browser the text does. */
export function Transcript({ reader, place, session, transcriptUrl }: ReaderContext): ReactNode {
  const say = useMessages();
  if (place === 'home') {
    return transcriptUrl === undefined ? null : (
      <a className="button" href={transcriptUrl} target="_blank" rel="noreferrer">
        {say('getTranscript')}
      </a>
    );
  }
  if (session.kind !== 'open' || reader.zoom === undefined || !mayKeepTranscript(session)) return null;
  const home = new URL(routes.home, location.href);
  home.hash = meetingFragment(session.session.meeting.id);
  return <OpenInBrowser zoom={reader.zoom} url={home.href} />;
}

/** Zoom does not tell whether it has opened a browser, so the address is shown as well. */
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
