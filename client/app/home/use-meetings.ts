import { useCallback, useEffect, useState } from 'react';
import { MEETINGS_PER_PAGE, type MeetingSummary } from '../../../shared/panel-protocol.ts';
import { routes } from '../../../shared/routes.ts';
import { type ApiClient, ApiError } from '../../api/api-client.ts';
import { knownStatus } from '../../captions/feed/known-words.ts';

export type Meetings =
  | { readonly kind: 'loading' }
  | { readonly kind: 'signed-out' }
  | { readonly kind: 'failed' }
  | { readonly kind: 'loaded'; readonly meetings: readonly MeetingSummary[]; readonly hasOlder: boolean };

/** The person's meetings, newest first; fetched again when the page becomes visible. `loadOlder` adds the next page. */
export function useMeetings(api: ApiClient): {
  readonly meetings: Meetings;
  readonly reload: () => void;
  readonly loadOlder: () => void;
} {
  const [meetings, setMeetings] = useState<Meetings>({ kind: 'loading' });
  const load = useCallback(
    (shown: readonly MeetingSummary[]) => {
      const last = shown.at(-1);
      const after = last === undefined ? '' : `?after=${last.startedAt}.${last.id}`;
      api.get<readonly MeetingSummary[]>(`${routes.meetings}${after}`).then(
        (page) => {
          const next = page.map((meeting) => ({ ...meeting, status: knownStatus(meeting.status) }));
          const hasOlder = page.length === MEETINGS_PER_PAGE;
          const meetings = [...shown, ...next].sort((a, b) => b.startedAt - a.startedAt);
          setMeetings({ kind: 'loaded', meetings, hasOlder });
        },
        (error: unknown) => {
          const signedOut = error instanceof ApiError && error.status === 401;
          setMeetings({ kind: signedOut ? 'signed-out' : 'failed' });
        },
      );
    },
    [api],
  );
  const reload = useCallback(() => load([]), [load]);
  const loadOlder = useCallback(() => {
    if (meetings.kind === 'loaded') load(meetings.meetings);
  }, [load, meetings]);
  useEffect(() => {
    const look = () => {
      if (document.visibilityState !== 'hidden') reload();
    };
    look();
    document.addEventListener('visibilitychange', look);
    return () => document.removeEventListener('visibilitychange', look);
  }, [reload]);
  return { meetings, reload, loadOlder };
}
