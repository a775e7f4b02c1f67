import { memo, useId } from 'react';
import type { Caption } from '../../../shared/caption.ts';
import { textDirection } from '../../../shared/language.ts';
import { findFolded } from '../../../shared/search/folded-text.ts';
import { useMessages } from '../../i18n/messages-context.tsx';
import { clockTime } from '../../i18n/time-text.ts';
import { MoreIcon } from '../../ui/icons.tsx';
import columnStyles from './beside-text.module.css';
import { type Beside, BesideText } from './beside-text.tsx';
import { CaptionDetails } from './caption-details.tsx';
import styles from './caption-line.module.css';
import { Awaited, Marks } from './line-marks.tsx';
import { type LinePlace, placeAttributes } from './line-place.ts';
import { directionOf, Marked, Words } from './marked-text.tsx';

/** How lines are drawn; part of the reader's display settings. */
export interface LineDisplay {
  readonly original: 'always' | 'on-tap' | 'never';
  /** Where the translation will stand, instead of the words that somebody is speaking. */
  readonly originalWhileWaiting: boolean;
  readonly speakerNames: boolean;
}

export interface CaptionLineProps extends LinePlace {
  readonly caption: Caption;
  readonly display: LineDisplay;
  /** The direction of the reader's language, whatever a line is written in; absent where lines stay as spoken. */
  readonly side: 'ltr' | 'rtl' | undefined;
  /** Spoken before this page connected: its speaker speaks no more. */
  readonly isPast: boolean;
  /** The speaker's colour, 0–7. */
  readonly tone: number;
  /** The same speaker continues: the name is not drawn, but screen readers get it. */
  readonly continued: boolean;
  /** What stands in the second column; `undefined`: there is one column. */
  readonly beside: Beside | undefined;
  /** The one line that Tab stops at; arrows go from it to the others. */
  readonly isTabStop: boolean;
  readonly isOpen: boolean;
  readonly onToggle: (id: string) => void;
  /** Folded words to mark; empty: none. */
  readonly query: string;
  /** The search match that is shown. */
  readonly isFound: boolean;
}

/** One sentence: who, when, and what was said, in the reader's language. */
export const CaptionLine = memo(function CaptionLine({
  caption,
  display,
  side,
  isPast,
  tone,
  continued,
  beside,
  isTabStop,
  isOpen,
  onToggle,
  query,
  isFound,
  ...place
}: CaptionLineProps) {
  const say = useMessages();
  const detailsId = useId();
  const name = caption.speaker.name === '' ? say('unknownSpeaker') : caption.speaker.name;
  // A match in name or original makes that part visible.
  const nameHolds = findFolded(caption.speaker.name, query).length > 0;
  const originalHolds = findFolded(caption.original.text, query).length > 0;
  const showsName = nameHolds || (display.speakerNames && !continued);
  const isAwaited = caption.origin === 'pending' && !display.originalWhileWaiting;
  const showsOriginal =
    beside !== 'original' &&
    (isAwaited || isTranslated(caption)) &&
    wantsOriginal(display.original, isOpen, originalHolds, isFound);
  // Columns keep their sides, whatever each line is written in.
  const columns = beside === undefined ? undefined : (side ?? textDirection(say.locale));
  const time = clockTime(caption.spokenAt, say.locale);
  const about = say('details', { name, time: time.text });

  const text = (
    <>
      {isAwaited ? (
        <p className={styles.text}>
          <Awaited name={name} isPast={isPast} />
        </p>
      ) : (
        <p className={styles.text} dir={directionOf(caption.language)}>
          <Words language={caption.language} text={caption.text} query={query} />
          <Marks caption={caption} />
        </p>
      )}
      {showsOriginal && (
        <p className={styles.original} dir={directionOf(caption.original.language)}>
          <Words language={caption.original.language} text={caption.original.text} query={query} />
        </p>
      )}
    </>
  );

  return (
    <li
      className={styles.line}
      dir={side ?? columns ?? directionOf(caption.language)}
      data-line={caption.id}
      data-tone={tone}
      data-state={caption.state}
      data-origin={caption.origin}
      data-continued={continued && !nameHolds}
      data-open={isOpen}
      data-found={isFound}
      {...placeAttributes(place)}
    >
      <div
        className={showsName ? styles.head : `${styles.head} ${styles.headUnseen}`}
        data-unseen={!showsName}
      >
        <span className={styles.initials} aria-hidden="true">
          {initialsOf(caption.speaker.name)}
        </span>
        <bdi className={styles.speaker}>
          <Marked text={name} query={nameHolds ? query : ''} />
        </bdi>
        <time className={styles.time} dateTime={time.iso} dir="auto">
          <span>{time.text}</span>
        </time>
      </div>
      <button
        type="button"
        className={styles.more}
        data-more
        tabIndex={isTabStop ? 0 : -1}
        aria-expanded={isOpen}
        aria-controls={isOpen ? detailsId : undefined}
        aria-label={`${about}: ${beginningOf(isAwaited ? caption.original.text : caption.text)}`}
        title={about}
        onClick={() => onToggle(caption.id)}
      >
        <MoreIcon />
      </button>
      {beside === undefined ? (
        text
      ) : (
        <div className={columnStyles.pair} dir={columns}>
          <div>{text}</div>
          <BesideText caption={caption} beside={beside} isPast={isPast} display={display} query={query} />
        </div>
      )}
      {isOpen && <CaptionDetails id={detailsId} caption={caption} />}
    </li>
  );
});

function wantsOriginal(
  setting: LineDisplay['original'],
  isOpen: boolean,
  holdsFoundWords: boolean,
  isFound: boolean,
): boolean {
  switch (setting) {
    case 'always':
      return true;
    case 'on-tap':
      return isOpen || holdsFoundWords;
    case 'never':
      // The shown match must be visible.
      return isFound && holdsFoundWords;
  }
}

/** Is there an original that differs from what is shown? */
function isTranslated(caption: Caption): boolean {
  return caption.origin === 'machine' || caption.origin === 'phrasebook' || caption.origin === 'person';
}

/** Tells the buttons of one speaker's lines apart. */
function beginningOf(text: string): string {
  const letters = [...text];
  return letters.length <= MOST_LETTERS ? text : `${letters.slice(0, MOST_LETTERS).join('').trimEnd()}…`;
}

const MOST_LETTERS = 40;

/** One or two letters that stand for a name. */
export function initialsOf(name: string): string {
  const words = name.split(/[\s._-]+/).filter((word) => /^[\p{L}\p{N}]/u.test(word));
  const first = words[0] ?? '';
  // Without capitals two letters are no initials, and two ideographs do not fit.
  const hasCapitals = first.toLowerCase() !== first.toUpperCase();
  const last = words.length > 1 && hasCapitals ? (words[words.length - 1] ?? '') : '';
  const initials = [first, last].map((word) => [...word][0] ?? '').join('');
  return initials === '' ? '?' : initials.toLocaleUpperCase();
}
