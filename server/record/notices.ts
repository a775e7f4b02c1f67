/** What readers are told of a meeting: from the configured chain, what was sent so far, and the retention of the meeting. */
import type { Meter } from '../../shared/meter.ts';
import type { Notice } from '../../shared/reports/notice.ts';

export interface NoticesOptions {
  readonly translation: {
    /** The chain, in its order. */
    describe(): readonly { readonly engine: string; readonly sentTo?: string }[];
  };
  readonly meters: { meter(meetingId: string): Promise<Pick<Meter, 'rows'>> };
  /** `RETENTION_HOURS`; 0: the words of meetings are in memory only. */
  readonly retentionHours: number;
  /** `TRANSCRIPT_FILE` is set. */
  readonly hasTextFile: boolean;
}

/** The facts of a meeting that a notice tells. */
interface NoticedMeeting {
  readonly id: string;
  /** Milliseconds since 1970. */
  readonly expiresAt: number;
  /** The host's choice; absent: the server's. */
  readonly retentionHours?: number;
}

export interface Notices {
  of(meeting: NoticedMeeting): Promise<Notice>;
}

export function createNotices(options: NoticesOptions): Notices {
  const { meters, retentionHours, hasTextFile } = options;
  return {
    of: async (meeting) => {
      const { rows } = await meters.meter(meeting.id);
      return {
        engines: options.translation
          .describe()
          .map(({ engine, sentTo: host }) => (host === undefined ? { engine } : { engine, host })),
        asked: [...new Set(rows.filter(({ characters }) => characters > 0).map(({ engine }) => engine))],
        kept: {
          hours: retentionHours === 0 ? 0 : (meeting.retentionHours ?? retentionHours),
          until: meeting.expiresAt,
          ...(retentionHours === 0 ? { inMemory: true } : {}),
        },
        ...(hasTextFile ? { textFile: true } : {}),
      };
    },
  };
}
