import { useCallback, useEffect, useReducer, useRef } from 'react';
import { MEETINGS_PER_PAGE, type MeetingSummary } from '../../../../shared/panel-protocol.ts';
import { routes } from '../../../../shared/routes.ts';
import { type ApiClient, ApiError } from '../../../api/api-client.ts';
import { knownStatus } from '../../../captions/feed/known-words.ts';

export type Meetings =
  | { readonly kind: 'loading' }
  | { readonly kind: 'signed-out' }
  | { readonly kind: 'failed' }
  | {
      readonly kind: 'loaded';
      readonly meetings: readonly MeetingSummary[];
      readonly hasOlder: boolean;
      /** The newest attempt to bring the list up to date failed. */
      readonly isStale: boolean;
    };

type MeetingsEvent =
  | { readonly kind: 'page'; readonly meetings: readonly MeetingSummary[]; readonly isFirst: boolean }
  | { readonly kind: 'failed'; readonly signedOut: boolean };

/** A meeting that starts or ends is seen within this time; a page that nobody sees asks nothing. */
const REFRESH_MS = 15_000;

/** The person's meetings, brought up to date while the page is visible. `loadOlder` adds the next page. */
export function useMeetings(api: ApiClient): {
  readonly meetings: Meetings;
  readonly reload: () => void;
  readonly loadOlder: () => void;
} {
  const [meetings, dispatch] = useReducer(nextMeetings, { kind: 'loading' });
  // Only the newest request's answer counts.
  const turn = useRef(0);
  const load = useCallback(
    (last?: MeetingSummary) => {
      turn.current += 1;
      const own = turn.current;
      const after = last === undefined ? '' : `?after=${last.startedAt}.${last.id}`;
      api.get<readonly MeetingSummary[]>(`${routes.meetings}${after}`).then(
        (page) => {
          if (own !== turn.current) return;
          const known = page.map((meeting) => ({ ...meeting, status: knownStatus(meeting.status) }));
          dispatch({ kind: 'page', meetings: known, isFirst: last === undefined });
        },
        (error: unknown) => {
          const signedOut = error instanceof ApiError && error.status === 401;
          if (own === turn.current) dispatch({ kind: 'failed', signedOut });
        },
      );
    },
    [api],
  );
  const reload = useCallback(() => load(), [load]);
  const loadOlder = useCallback(() => {
    if (meetings.kind === 'loaded') load(meetings.meetings[meetings.meetings.length - 1]);
  }, [load, meetings]);
  const isSignedOut = meetings.kind === 'signed-out';
  useEffect(() => {
    const look = () => {
      if (document.visibilityState !== 'hidden') reload();
    };
    look();
    document.addEventListener('visibilitychange', look);
    const timer = isSignedOut ? undefined : setInterval(look, REFRESH_MS);
    return () => {
      document.removeEventListener('visibilitychange', look);
      clearInterval(timer);
    };
  }, [reload, isSignedOut]);
  return { meetings, reload, loadOlder };
}

/** The list after an answer: pages are kept in the order of the server, newest first. */
export function nextMeetings(before: Meetings, event: MeetingsEvent): Meetings {
  if (event.kind === 'failed') {
    if (event.signedOut) return { kind: 'signed-out' };
    return before.kind === 'loaded' ? { ...before, isStale: true } : { kind: 'failed' };
  }
  const { meetings: page, isFirst } = event;
  const isFull = page.length === MEETINGS_PER_PAGE;
  if (before.kind !== 'loaded') return { kind: 'loaded', meetings: page, hasOlder: isFull, isStale: false };
  if (!isFirst) {
    const known = new Set(before.meetings.map(({ id }) => id));
    const added = page.filter(({ id }) => !known.has(id));
    return { kind: 'loaded', meetings: [...before.meetings, ...added], hasOlder: isFull, isStale: false };
  }
  const last = page[page.length - 1];
  // What follows the first page was loaded on request, and is kept.
  const older =
    isFull && last !== undefined ? before.meetings.filter((meeting) => isOlder(meeting, last)) : [];
  const hasOlder = older.length > 0 ? before.hasOlder : isFull;
  return { kind: 'loaded', meetings: [...page, ...older], hasOlder, isStale: false };
}

function isOlder(meeting: MeetingSummary, than: MeetingSummary): boolean {
  return meeting.startedAt < than.startedAt || (meeting.startedAt === than.startedAt && meeting.id < than.id);
}
