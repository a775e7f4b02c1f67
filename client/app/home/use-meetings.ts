import { useCallback, useEffect, useState } from 'react';
import type { MeetingSummary } from '../../../shared/panel-protocol.ts';
import { routes } from '../../../shared/routes.ts';
import { type ApiClient, ApiError } from '../../api/api-client.ts';
import { knownStatus } from '../../captions/feed/known-words.ts';

export type Meetings =
  | { readonly kind: 'loading' }
  | { readonly kind: 'signed-out' }
  | { readonly kind: 'failed' }
  | { readonly kind: 'loaded'; readonly meetings: readonly MeetingSummary[] };

/** The person's meetings, newest first; fetched again when the page becomes visible. */
export function useMeetings(api: ApiClient): { readonly meetings: Meetings; readonly reload: () => void } {
  const [meetings, setMeetings] = useState<Meetings>({ kind: 'loading' });
  const reload = useCallback(() => {
    api.get<readonly MeetingSummary[]>(routes.meetings).then(
      (list) => {
        const meetings = list.map((meeting) => ({ ...meeting, status: knownStatus(meeting.status) }));
        setMeetings({ kind: 'loaded', meetings: meetings.sort((a, b) => b.startedAt - a.startedAt) });
      },
      (error: unknown) => {
        const signedOut = error instanceof ApiError && error.status === 401;
        setMeetings({ kind: signedOut ? 'signed-out' : 'failed' });
      },
    );
  }, [api]);
  useEffect(() => {
    const look = () => {
      if (document.visibilityState !== 'hidden') reload();
    };
    look();
    document.addEventListener('visibilitychange', look);
    return () => document.removeEventListener('visibilitychange', look);
  }, [reload]);
  return { meetings, reload };
}
