import type { ReactNode } from 'react';
import type { MeetingSummary } from '../../../../shared/panel-protocol.ts';
import { useMessages } from '../../../i18n/messages-context.tsx';
import { usePartWords } from '../../../i18n/part-words.ts';
import { formatTime } from '../../../i18n/time-text.ts';
import { meetingState, readerWords } from '../../reader/reader-state.ts';
import { meetingFragment } from '../home-place.ts';
import { homeWords } from '../home-words.ts';
import { MeetingFacts } from './meeting-facts.tsx';
import { dayInWords, groupMeetings } from './meeting-groups.ts';
import styles from './meeting-list.module.css';

export interface MeetingListProps {
  readonly meetings: readonly MeetingSummary[];
  /** Absent: there are no older ones. */
  readonly onOlder: (() => void) | undefined;
}

/** What goes on first, then day by day. */
export function MeetingList({ meetings, onOlder }: MeetingListProps): ReactNode {
  const say = usePartWords(homeWords);
  const now = Date.now();
  const date = (at: number) =>
    formatTime(at, say.locale, { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' });
  return (
    <>
      {groupMeetings(meetings).map(({ key, day, meetings: group }) => (
        <section key={key} className={styles.group} aria-labelledby={`day-${key}`}>
          <h2 id={`day-${key}`} className={styles.day}>
            {day === undefined ? say('liveNow') : dayInWords(day, now, say.locale, date)}
          </h2>
          <ul className={styles.list}>
            {group.map((meeting) => (
              <MeetingItem key={meeting.id} meeting={meeting} />
            ))}
          </ul>
        </section>
      ))}
      {onOlder !== undefined && (
        <button type="button" className={`button ${styles.older}`} onClick={onOlder}>
          {say('olderMeetings')}
        </button>
      )}
    </>
  );
}

function MeetingItem({ meeting }: { meeting: MeetingSummary }): ReactNode {
  const page = useMessages();
  const say = usePartWords(homeWords);
  const words = readerWords[meetingState(meeting.status)];
  return (
    <li>
      <a className={styles.meeting} href={meetingFragment(meeting.id)}>
        <span className={styles.first}>
          <bdi className={styles.topic}>{meeting.topic ?? say('untitledMeeting')}</bdi>
          {meeting.status.state !== 'ended' && (
            <span className={styles.state} data-tone={words.tone}>
              <span className="dot" aria-hidden="true" />
              {page(words.label)}
            </span>
          )}
        </span>
        <MeetingFacts meeting={meeting} />
      </a>
    </li>
  );
}
