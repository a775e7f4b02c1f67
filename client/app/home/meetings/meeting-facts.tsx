import { type ReactNode, useMemo } from 'react';
import type { MeetingSummary } from '../../../../shared/panel-protocol.ts';
import { routes } from '../../../../shared/routes.ts';
import { createApiClient } from '../../../api/api-client.ts';
import { usePartWords } from '../../../i18n/part-words.ts';
import { formatTime, lengthInWords } from '../../../i18n/time-text.ts';
import { nameWithin } from '../../../languages/language-name.ts';
import { useLoaded } from '../../../lib/use-loaded.ts';
import { useStore } from '../../../lib/use-store.ts';
import type { ReaderModel } from '../../reader/reader-model.ts';
import { homeWords } from '../home-words.ts';
import styles from './meeting-facts.module.css';
import { isGoingOn } from './meeting-groups.ts';

/** When it was and how long, in what languages, until when it is kept. */
export function MeetingFacts({ meeting }: { meeting: MeetingSummary }): ReactNode {
  const say = usePartWords(homeWords);
  const { locale } = say;
  const { startedAt, lengthMs, languages, expiresAt } = meeting;
  const isLive = isGoingOn(meeting);
  const names = (tags: readonly string[]) => (
    <bdi>
      {new Intl.ListFormat(locale, { type: 'unit' }).format(tags.map((tag) => nameWithin(locale, tag)))}
    </bdi>
  );
  const kept = formatTime(expiresAt, locale, {
    day: 'numeric',
    month: 'long',
    hour: 'numeric',
    minute: '2-digit',
  });
  return (
    <>
      <p className={styles.facts}>
        <time dateTime={new Date(startedAt).toISOString()}>
          {formatTime(startedAt, locale, { hour: 'numeric', minute: '2-digit' })}
        </time>
        {lengthMs !== undefined && <span>{lengthInWords(lengthMs, locale)}</span>}
        <span>{say(relation(meeting.hosted, isLive))}</span>
      </p>
      {(languages.spoken.length > 0 || languages.read.length > 0) && (
        <p className={styles.facts}>
          {languages.spoken.length > 0 && (
            <span>{withNames(say.template('spoken'), names(languages.spoken))}</span>
          )}
          {languages.read.length > 0 && <span>{withNames(say.template('read'), names(languages.read))}</span>}
        </p>
      )}
      <p className={styles.facts}>{say(isLive ? 'keptLive' : 'keptUntil', { time: kept })}</p>
    </>
  );
}

/** Above the lines of a meeting: its date, and what the list says of it. */
export function LoadedFacts({
  id,
  reader,
}: {
  readonly id: string;
  readonly reader: ReaderModel;
}): ReactNode {
  const say = usePartWords(homeWords);
  const state = useStore(reader.feed.state, ({ status }) => status?.state);
  const api = useMemo(() => createApiClient(), []);
  // Another state has another expiry and length.
  const load = useMemo(
    () => () =>
      state === undefined ? new Promise<never>(() => undefined) : api.get<MeetingSummary>(routes.meeting(id)),
    [api, id, state],
  );
  const [loaded] = useLoaded(load);
  if (loaded.kind !== 'loaded') return null;
  const { value: meeting } = loaded;
  return (
    <div className={styles.about}>
      <p className={styles.date}>
        {formatTime(meeting.startedAt, say.locale, {
          weekday: 'long',
          day: 'numeric',
          month: 'long',
          year: 'numeric',
        })}
      </p>
      <MeetingFacts meeting={meeting} />
      <p className={styles.facts}>{say(readersOf(meeting))}</p>
    </div>
  );
}

function readersOf({ hosted, restrictedTo }: MeetingSummary) {
  if (restrictedTo === 'hosts') return 'readersRestricted' as const;
  return hosted ? ('readersHost' as const) : ('readersMember' as const);
}

function relation(hosted: boolean, isLive: boolean): 'hosting' | 'attending' | 'hosted' | 'attended' {
  if (isLive) return hosted ? 'hosting' : 'attending';
  return hosted ? 'hosted' : 'attended';
}

/** Names in their own direction, in a sentence of the interface. */
function withNames(template: string, names: ReactNode): ReactNode {
  const [before = '', after = ''] = template.split('{languages}');
  return (
    <>
      {before}
      {names}
      {after}
    </>
  );
}
