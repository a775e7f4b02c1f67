import { createContext, lazy, type ReactNode, useContext, useRef, useState } from 'react';
import type { Caption } from '../../../shared/caption.ts';
import { textDirection, UNDETERMINED } from '../../../shared/language.ts';
import type { Correction } from '../../../shared/panel-protocol.ts';
import { engineName } from '../../i18n/engine-name.ts';
import type { Messages } from '../../i18n/messages.ts';
import { useMessages } from '../../i18n/messages-context.tsx';
import { seconds } from '../../i18n/time-text.ts';
import { nameIn } from '../../languages/language-name.ts';
import { copyText } from '../../lib/copy-text.ts';
import { useStore } from '../../lib/use-store.ts';
import { MarkButton } from '../../marks/own-mark.tsx';
import type { ReadAloud } from '../../speech/read-aloud.ts';
import { LazyPart } from '../../ui/lazy-part.tsx';
import styles from './caption-details.module.css';

/** What this viewer may do with a line, besides reading it. */
export interface LineActions {
  /** Absent: not theirs to do. Rejects as `ApiClient` does. */
  readonly correct?: (lineId: string, correction: Correction) => Promise<void>;
  /** Absent: this browser cannot speak. */
  readonly readAloud?: ReadAloud;
}

export const LineActionsContext = createContext<LineActions>({});

export const loadCorrectLine = () => import('./correct-line.tsx');
const CorrectLine = lazy(async () => ({ default: (await loadCorrectLine()).CorrectLine }));

/** Details of a caption: its source, the spoken language, its delay, and actions. */
export function CaptionDetails({ id, caption }: { id: string; caption: Caption }): ReactNode {
  const say = useMessages();
  const spoken = caption.original.language;
  return (
    <div className={styles.details} id={id} dir={textDirection(say.locale)}>
      <p className={styles.facts}>
        <span>{sourceOf(caption, say)}</span>
        {spoken !== UNDETERMINED && (
          <span>{say('originalIn', { language: nameIn(say.locale, spoken) })}</span>
        )}
        {/* What has not come is not ready. */}
        {caption.origin !== 'pending' && <span>{delayOf(caption, say)}</span>}
      </p>
      <LineButtons caption={caption} />
    </div>
  );
}

function LineButtons({ caption }: { caption: Caption }): ReactNode {
  const say = useMessages();
  const { correct, readAloud } = useContext(LineActionsContext);
  const [correcting, setCorrecting] = useState(false);
  const [copied, setCopied] = useState<boolean | undefined>(undefined);
  const name = caption.speaker.name === '' ? say('unknownSpeaker') : caption.speaker.name;
  const copy = async () => setCopied(await copyText(`${name}: ${caption.text}`));
  const place = useRef<HTMLDivElement>(null);
  const close = () => {
    setCorrecting(false);
    // The pressed button is removed with the form.
    place.current?.closest('[data-line]')?.querySelector<HTMLElement>('[data-more]')?.focus();
  };
  if (correcting && correct !== undefined) {
    return (
      <div ref={place}>
        <LazyPart>
          <CorrectLine caption={caption} onCorrect={correct} onClose={close} />
        </LazyPart>
      </div>
    );
  }
  return (
    <div className={styles.buttons}>
      <button type="button" className="button button--quiet" onClick={() => void copy()}>
        {say('copy')}
      </button>
      {readAloud !== undefined && <ReadAloudButton readAloud={readAloud} caption={caption} />}
      {correct === undefined && <MarkButton caption={caption} />}
      {correct !== undefined && caption.state === 'settled' && (
        <button type="button" className="button button--quiet" onClick={() => setCorrecting(true)}>
          {say('correct')}
        </button>
      )}
      <p className="news" role="status">
        {copied !== undefined && say(copied ? 'copied' : 'notCopied')}
      </p>
    </div>
  );
}

function ReadAloudButton({ readAloud, caption }: { readAloud: ReadAloud; caption: Caption }): ReactNode {
  const say = useMessages();
  const { lineId } = useStore(readAloud.state);
  if (!readAloud.speaks(caption.language)) return null;
  const isSpoken = lineId === caption.id;
  return (
    <button
      type="button"
      className="button button--quiet"
      onClick={() => (isSpoken ? readAloud.stop() : readAloud.speak(caption))}
    >
      {say(isSpoken ? 'stopReadingAloud' : 'readAloud')}
    </button>
  );
}

function delayOf({ delayMs }: Caption, say: Messages): string {
  return delayMs < 1_000 ? say('delayShort') : say('delay', { seconds: seconds(delayMs, say.locale) });
}

function sourceOf(caption: Caption, say: Messages): string {
  switch (caption.origin) {
    case 'machine':
      if (caption.engine === undefined) return say('byMachine');
      return caption.via === undefined
        ? say('byEngine', { engine: engineName(caption.engine, say) })
        : say('byEngineVia', {
            engine: engineName(caption.engine, say),
            language: nameIn(say.locale, caption.via),
          });
    case 'phrasebook':
      if (caption.engine === 'interpreter') return say('byInterpreter');
      return say(caption.engine === 'glossary' ? 'byGlossary' : 'byPhrasebook');
    case 'same-language':
    case 'original':
      return say('asSpoken');
    case 'pending':
      return say('notYet');
    case 'untranslated':
      return say('noEngine');
    case 'person':
      return say('byPerson');
  }
}
