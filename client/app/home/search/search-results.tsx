import type { ReactNode } from 'react';
import { textDirection } from '../../../../shared/language.ts';
import type { FoundLine, FoundMeeting } from '../../../../shared/search/search-protocol.ts';
import { useMessages } from '../../../i18n/messages-context.tsx';
import { usePartWords } from '../../../i18n/part-words.ts';
import { clockTime, formatTime } from '../../../i18n/time-text.ts';
import { nameWithin } from '../../../languages/language-name.ts';
import { IconButton } from '../../../ui/icon-button.tsx';
import { CloseIcon, SearchIcon } from '../../../ui/icons.tsx';
import { meetingFragment } from '../home-place.ts';
import { homeWords } from '../home-words.ts';
import styles from './search-results.module.css';
import type { RecordSearch } from './use-record-search.ts';

/** The search field, and below it what was found, by meeting. */
export function SearchResults({ search }: { readonly search: RecordSearch }): ReactNode {
  const say = usePartWords(homeWords);
  const { typed, found, hasNext, isSearching } = search;
  return (
    <>
      <search className={styles.field}>
        <SearchIcon />
        <input
          type="search"
          className={styles.words}
          enterKeyHint="search"
          autoComplete="off"
          maxLength={200}
          aria-label={say('searchMeetings')}
          placeholder={say('searchMeetings')}
          title={say('searchHint')}
          value={typed}
          onChange={(event) => search.type(event.currentTarget.value)}
          onKeyDown={(event) => event.key === 'Escape' && search.type('')}
        />
        {typed !== '' && (
          <IconButton small label={say('searchClear')} onClick={() => search.type('')}>
            <CloseIcon size={14} />
          </IconButton>
        )}
      </search>
      <p role="status" className={styles.status}>
        <Status search={search} />
      </p>
      {found?.map((each) => (
        <FoundIn key={each.meeting.id} found={each} onMore={() => search.searchMore(each)} />
      ))}
      {found !== undefined && hasNext && (
        <button
          type="button"
          className={`button ${styles.older}`}
          aria-disabled={isSearching}
          onClick={isSearching ? undefined : search.searchOlder}
        >
          {say('searchOlder')}
        </button>
      )}
    </>
  );
}

function Status({ search }: { readonly search: RecordSearch }): ReactNode {
  const say = usePartWords(homeWords);
  const { typed, found, failed, isSearching, hasNext } = search;
  if (typed.trim() === '') return null;
  if (isSearching) return say('searching');
  if (failed) return say('searchFailed');
  if (found === undefined) return null;
  if (found.length === 0 && !hasNext) return say('searchNothing');
  return say('foundMeetings', { count: found.length });
}

interface FoundInProps {
  readonly found: FoundMeeting;
  readonly onMore: () => void;
}

function FoundIn({ found: { meeting, lines, after }, onMore }: FoundInProps): ReactNode {
  const say = usePartWords(homeWords);
  const title = `found-${meeting.id}`;
  return (
    <section className={styles.meeting} aria-labelledby={title}>
      <h2 id={title} className={styles.topic}>
        <a href={meetingFragment(meeting.id)}>
          <bdi>{meeting.topic ?? say('untitledMeeting')}</bdi>
        </a>
        <time className={styles.soft} dateTime={new Date(meeting.startedAt).toISOString()}>
          {formatTime(meeting.startedAt, say.locale, { dateStyle: 'medium' })}
        </time>
      </h2>
      <ul className={styles.lines}>
        {lines.map((line) => (
          <FoundInLine key={line.id} meetingId={meeting.id} line={line} />
        ))}
      </ul>
      {after !== undefined && (
        <button type="button" className="button button--quiet" onClick={onMore}>
          {say('searchMore')}
        </button>
      )}
    </section>
  );
}

function FoundInLine({
  meetingId,
  line,
}: {
  readonly meetingId: string;
  readonly line: FoundLine;
}): ReactNode {
  const say = useMessages();
  const { id, language, textLanguage, speaker, spokenAt, text } = line;
  const clock = clockTime(spokenAt, say.locale);
  return (
    <li>
      <a className={styles.line} href={meetingFragment(meetingId, { line: id, language })}>
        <span className={styles.soft}>
          <bdi>{speaker === '' ? say('unknownSpeaker') : speaker}</bdi>
          {' · '}
          <time dateTime={clock.iso}>{clock.text}</time>
          {' · '}
          {nameWithin(say.locale, textLanguage)}
        </span>
        <span lang={textLanguage} dir={textDirection(textLanguage)} className={styles.text}>
          {line.cutStart && '…'}
          {pieces(text, line.ranges).map(({ start, part, isFound }) =>
            isFound ? <mark key={start}>{part}</mark> : <span key={start}>{part}</span>,
          )}
          {line.cutEnd && '…'}
        </span>
      </a>
    </li>
  );
}

/** The text in turn outside and inside of the found words. */
function pieces(text: string, ranges: FoundLine['ranges']) {
  const parts: { readonly start: number; readonly part: string; readonly isFound: boolean }[] = [];
  let at = 0;
  for (const [start, end] of ranges) {
    if (start > at) parts.push({ start: at, part: text.slice(at, start), isFound: false });
    parts.push({ start, part: text.slice(start, end), isFound: true });
    at = end;
  }
  if (at < text.length) parts.push({ start: at, part: text.slice(at), isFound: false });
  return parts;
}
