/** The messages between server and panel. Prose: PROTOCOL.md. */
import type { Line } from './caption.ts';
import type { MeetingStatus } from './meeting-status.ts';
import type { Meter } from './meter.ts';
import type { DeletionReceipt, RecordReaders, RecordSettings } from './record.ts';
import type { MarksNews } from './reports/marks.ts';
import type { Notice } from './reports/notice.ts';

// ---------------------------------------------------------------- Socket.IO

export interface WatchRequest {
  readonly language: string;
  readonly after?: { readonly epoch: string; readonly version: number };
}

export interface WatchAnswer {
  readonly ok: true;
  /** The tag that is served, which names the room of the batches that follow. */
  readonly language: string;
  readonly epoch: string;
  readonly version: number;
  /** The panel clears what it has: `captions` is the newest 50, not what changed. */
  readonly reset: boolean;
  readonly captions: readonly Line[];
  /** Older lines exist: ask for `history`. */
  readonly more: boolean;
  readonly status: MeetingStatus;
  /** This reader has left the meeting: lines of later are not theirs. */
  readonly left?: true;
}

export type HistoryRequest = (
  | { /** Lines of a smaller position than this. */ readonly before: number }
  | { /** Lines of a larger position than this; 0: from the beginning. */ readonly after: number }
  | { /** The line of this id, and as many before it as behind it. */ readonly around: string }
) & {
  /** 1–100, default 50. */
  readonly limit?: number;
};

export interface HistoryAnswer {
  readonly ok: true;
  readonly language: string;
  readonly captions: readonly Line[];
  readonly more: boolean;
  /** Newer lines exist: ask for those `after`. Only in answers to `after` and `around`. */
  readonly newer?: boolean;
}

interface RenewAnswer {
  readonly ok: true;
  /** Milliseconds since 1970. */
  readonly expiresAt: number;
}

export type RequestErrorCode =
  | 'unknown-language'
  | 'language-not-served'
  | 'language-limit'
  | 'rate-limited'
  | 'not-in-a-meeting'
  | 'not-allowed'
  | 'bad-request';

export interface RequestFailed {
  readonly ok: false;
  readonly error: {
    readonly code: RequestErrorCode;
    readonly message: string;
    readonly retryAfterMs?: number;
  };
}

/** Apply if `from ≤ mine < version`; ignore if `version ≤ mine`; if `from > mine`, `watch({ after })`. */
export interface CaptionBatch {
  readonly language: string;
  readonly epoch: string;
  readonly from: number;
  readonly version: number;
  readonly upserts: readonly Line[];
  readonly removed: readonly string[];
}

export type EndedCode = 'token-expired' | 'share-revoked' | 'meeting-deleted' | 'server-draining';

export interface Ended {
  readonly code: EndedCode;
  readonly message: string;
}

export type ConnectErrorCode =
  | 'token-missing'
  | 'token-invalid'
  | 'token-expired'
  | 'share-revoked'
  | 'share-expired'
  | 'too-many-connections';

/** `connect_error.data` */
export interface ConnectErrorData {
  readonly code: ConnectErrorCode;
  readonly message: string;
}

type Acknowledge<T> = (answer: T | RequestFailed) => void;

export interface PanelToServerEvents {
  watch: (request: WatchRequest, acknowledge: Acknowledge<WatchAnswer>) => void;
  history: (request: HistoryRequest, acknowledge: Acknowledge<HistoryAnswer>) => void;
  renew: (request: { token: string }, acknowledge: Acknowledge<RenewAnswer>) => void;
}

export interface ServerToPanelEvents {
  captions: (batch: CaptionBatch) => void;
  status: (status: MeetingStatus) => void;
  ended: (ended: Ended) => void;
  /** To the meeting's hosts only. */
  marks: (news: MarksNews) => void;
}

/** Lines in the first answer to `watch`. */
export const SNAPSHOT_LINES = 50;
/** More changes than this since `after`, and the panel starts anew. */
export const MAX_CHANGES = 500;
/** A room receives its version this often, so that a lost batch is detected. */
export const BEAT_MS = 10_000;

// ---------------------------------------------------------------- HTTP

export type ViewerRole =
  | 'host'
  | 'co-host'
  | 'panelist'
  | 'participant'
  | 'attendee'
  | 'browser' // signed in at /home
  | 'reader'; // came by a share link

/** What a viewer may do in the meeting of the session. */
export type ViewerAction =
  | 'read'
  | 'mark' // a line as wrong
  | 'start'
  | 'stop'
  | 'edit-glossary'
  | 'correct'
  | 'share'
  | 'export'
  | 'configure'
  | 'delete';

interface Viewer {
  readonly id: string;
  readonly role: ViewerRole;
  readonly can: readonly ViewerAction[];
}

export interface SessionMeeting {
  readonly id: string;
  readonly topic?: string;
  readonly status: MeetingStatus;
}

/** `POST /api/session` with one of these bodies. */
export type SessionRequest =
  | { readonly context: string }
  | { readonly share: string }
  | { readonly meeting: string };

export interface SessionAnswer {
  readonly token: string;
  /** Milliseconds since 1970, by the server's clock. */
  readonly expiresAt: number;
  /** The same from now on: a reader's clock may be hours off. */
  readonly expiresInMs: number;
  readonly viewer: Viewer;
  readonly meeting: SessionMeeting | null;
  /** Absent outside a meeting, and from older servers. */
  readonly notice?: Notice;
}

/** `GET /api/meetings` answers at most this many; more follow with `after=<startedAt>.<id>` of the last one. */
export const MEETINGS_PER_PAGE = 50;

export interface MeetingSummary extends SessionMeeting {
  /** The host's choice, hours; absent: the server's. */
  readonly retentionHours?: number;
  /** Its record is the host's alone. Absent: everybody's who was in it. */
  readonly restrictedTo?: 'hosts';
  /** Milliseconds since 1970. */
  readonly startedAt: number;
  /** When captions ended; absent while they go on, and before they started. */
  readonly endedAt?: number;
  /** From the first caption to the last one; absent while there is none. */
  readonly lengthMs?: number;
  readonly languages: {
    /** In no order. */
    readonly spoken: readonly string[];
    /** Translations that are stored, whole or in part. */
    readonly read: readonly string[];
  };
  /** The record is deleted then, unless somebody speaks before; by the server's clock. */
  readonly expiresAt: number;
  /** Whether the caller is its host: others attended. */
  readonly hosted: boolean;
}

export interface Preferences {
  /** The language this person reads. */
  readonly language?: string;
  /** Panel settings, opaque to the server. */
  readonly display?: Readonly<Record<string, unknown>>;
}

/** `PATCH /api/meetings/:id/captions/:caption`: the host's own words for a line. */
export type Correction =
  /** What was really said: every language is derived anew. */
  | { readonly original: string }
  /** A better translation. */
  | { readonly language: string; readonly text: string };

/** `PATCH /api/meetings/:id` */
export interface MeetingSettings {
  /** Characters that may go to engines that cost money; `null` lifts the cap as far as the server's own allows. */
  readonly budget?: number | null;
  /** Whole hours that the record is kept after the last activity; `null`: as long as the server keeps it. */
  readonly retentionHours?: number | null;
  readonly restrictedTo?: RecordReaders;
}

export interface SettingsAnswer extends Meter {
  readonly record: RecordSettings;
  /** The record was due under the new retention, and is deleted. */
  readonly receipt?: DeletionReceipt;
}

export type StreamAction = 'start' | 'stop' | 'pause' | 'resume';

/** RFC 9457, `application/problem+json`. */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly code: string;
  /** A sentence a person can act on. */
  readonly detail: string;
}
