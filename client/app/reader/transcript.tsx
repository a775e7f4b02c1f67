import { type ReactNode, useCallback } from 'react';
import { routes } from '../../../shared/routes.ts';
import { useMessages } from '../../i18n/messages-context.tsx';
import { initialLanguage } from '../../languages/language-choice.ts';
import { useStore } from '../../lib/use-store.ts';
import { LazyPart, PartMissing } from '../../ui/lazy-part.tsx';
import { meetingFragment } from '../home/home-place.ts';
import { ExportSheet } from '../lazy-parts.tsx';
import type { SessionState } from '../session/session-machine.ts';
import { type ReaderContext, statusOf } from './reader-context.ts';

/** A guest may not: an action `export` is needed. */
export function mayKeepTranscript(session: SessionState): boolean {
  return session.kind === 'open' && session.session.viewer.can.includes('export');
}

/** Opens the sheet of the transcript; a guest is offered to add the app. */
export function Transcript({ reader, session, openTranscript }: ReaderContext): ReactNode {
  const say = useMessages();
  const { zoom } = reader;
  if (session.kind !== 'open') return null;
  if (mayKeepTranscript(session)) {
    return (
      <button type="button" className="button" aria-haspopup="dialog" onClick={openTranscript}>
        {say('getTranscript')}
      </button>
    );
  }
  if (zoom === undefined) return null;
  return (
    <button type="button" className="button" onClick={() => void zoom.offerApp()}>
      {say('addApp')}
    </button>
  );
}

/** The sheet, as long as this person may export. */
export function TranscriptSheet(props: ReaderContext & { readonly onClose: () => void }): ReactNode {
  const { reader, session, status, onClose } = props;
  const requested = useStore(reader.feed.state, (feed) => feed.requested);
  const shown = useStore(reader.feed.state, ({ room }) => room?.language);
  const stored = useStore(reader.preferences.state, ({ display }) => display?.exportChoice);
  const { zoom } = reader;
  const openUrl = useCallback(async (url: string) => await zoom?.openUrl(url), [zoom]);
  if (session.kind !== 'open' || !mayKeepTranscript(session)) return null;
  const { viewer, meeting } = session.session;
  const home = new URL(routes.home, location.href);
  home.hash = meetingFragment(meeting.id);
  return (
    <LazyPart failed={<PartMissing onClose={onClose} />}>
      <ExportSheet
        language={requested ?? shown ?? initialLanguage(reader.languageFacts)}
        storedChoice={stored}
        onChoice={(choice) => reader.preferences.update({ display: { exportChoice: { ...choice } } })}
        loadLanguages={reader.loadLanguages}
        ask={reader.exportTranscript}
        zoom={zoom === undefined ? undefined : { openUrl, homeUrl: home.href }}
        isLive={statusOf(session, status).state === 'live'}
        byLink={viewer.role === 'reader'}
        onClose={onClose}
      />
    </LazyPart>
  );
}
