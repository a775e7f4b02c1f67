import { memo, type ReactNode } from 'react';
import type { Note } from '../../../shared/caption.ts';
import { UNDETERMINED } from '../../../shared/language.ts';
import type { Messages } from '../../i18n/messages.ts';
import { Sentence, useMessages } from '../../i18n/messages-context.tsx';
import { seconds } from '../../i18n/time-text.ts';
import { nameWithin } from '../../languages/language-name.ts';
import { type LinePlace, placeAttributes } from './line-place.ts';
import styles from './note-line.module.css';

/** Something that happened in the meeting, between the lines. */
export const NoteLine = memo(function NoteLine({ note, ...place }: LinePlace & { note: Note }) {
  const say = useMessages();
  return (
    <li className={styles.note} data-line={note.id} data-kind={note.kind} {...placeAttributes(place)}>
      <span className={styles.text}>{wordsOf(note, say)}</span>
    </li>
  );
});

/** How much was not captured. */
export function gapWords({ lengthMs }: Note, say: Messages): string {
  if (lengthMs === undefined) return say('noteGapUnknown');
  return say('noteGap', { seconds: seconds(Math.max(lengthMs, 1_000), say.locale) });
}

function wordsOf(note: Note, say: Messages): ReactNode {
  const name = <bdi>{note.speaker?.name || say('unknownSpeaker')}</bdi>;
  switch (note.kind) {
    case 'gap':
      return gapWords(note, say);
    case 'joined':
      return <Sentence message="noteJoined" values={{ name }} />;
    case 'left':
      return <Sentence message="noteLeft" values={{ name }} />;
    case 'language-changed':
      return note.language === undefined || note.language === UNDETERMINED ? (
        <Sentence message="noteLanguageUnknown" values={{ name }} />
      ) : (
        <Sentence message="noteLanguage" values={{ name, language: nameWithin(say.locale, note.language) }} />
      );
    case 'paused':
      return say('notePaused');
    case 'resumed':
      return say('noteResumed');
  }
}
