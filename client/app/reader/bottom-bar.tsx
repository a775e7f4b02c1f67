import type { ReactNode } from 'react';
import { ORIGINAL } from '../../../shared/language.ts';
import { useMessages } from '../../i18n/messages-context.tsx';
import { useStore } from '../../lib/use-store.ts';
import type { ReadAloud } from '../../speech/read-aloud.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { DownloadIcon } from '../../ui/icons.tsx';
import { LazyPart } from '../../ui/lazy-part.tsx';
import { StreamControls } from '../lazy-parts.tsx';
import styles from './bottom-bar.module.css';
import { type ReaderContext, streamButtons } from './reader-context.ts';
import { mayKeepTranscript } from './transcript.tsx';

/** Footer: the origin of the captions, and the host's buttons. */
export function BottomBar(props: ReaderContext): ReactNode {
  const { reader, hasLines, state, session, openTranscript } = props;
  const say = useMessages();
  const language = useStore(reader.feed.state, ({ room }) => room?.language);
  const { actions, startLabel } = streamButtons(props);
  // Without lines the start button stands in the middle of the panel.
  const here = hasLines || state !== 'waiting' ? actions : [];
  // Where the head of the captions says it, it is not said twice.
  const saysIt = session.kind === 'open' && session.session.notice !== undefined && language !== ORIGINAL;
  if (!hasLines && here.length === 0) return null;
  return (
    <footer className={styles.foot}>
      {hasLines && !saysIt && (
        <p className={styles.honest}>{say(language === ORIGINAL ? 'originalWords' : 'machineTranslation')}</p>
      )}
      {/* At the end the sentence above the captions has it. */}
      {hasLines && state !== 'ended' && mayKeepTranscript(session) && (
        <IconButton aria-haspopup="dialog" label={say('getTranscript')} onClick={openTranscript}>
          <DownloadIcon />
        </IconButton>
      )}
      {reader.readAloud !== undefined && <ReadingAloud readAloud={reader.readAloud} />}
      {here.length > 0 && (
        <LazyPart>
          <StreamControls control={reader.control} actions={here} startLabel={startLabel} compact />
        </LazyPart>
      )}
    </footer>
  );
}

/** Stops reading aloud without opening the settings. */
function ReadingAloud({ readAloud }: { readAloud: ReadAloud }): ReactNode {
  const say = useMessages();
  const continuous = useStore(readAloud.state, (state) => state.continuous);
  if (!continuous) return null;
  return (
    <button type="button" className="button button--quiet" onClick={() => readAloud.setContinuous(false)}>
      {say('stopReadingAloud')}
    </button>
  );
}
