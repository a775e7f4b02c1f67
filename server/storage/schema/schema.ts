/**
 * The tables, the same in both dialects. Times are whole milliseconds since 1970, booleans are 0 or 1, JSON is text.
 * `segments`, `lines`, `renderings` and `search_windows` hold what was spoken. `language` is the source language in `segments` and
 * `lines`, and the target language in `renderings`, `rooms` and `meters`.
 */
import type { MeetingState, ReasonCode } from '../../../shared/meeting-status.ts';
import type { RecordReaders } from '../../../shared/record.ts';
import type { StateReason } from '../../captions/model/stream-update.ts';
import type { Membership } from '../../zoom/meeting-directory.ts';
import type { StreamRecord } from '../../zoom/rtms/stream-store.ts';
import type { MeetingGlossariesTable, PersonGlossariesTable } from './glossary-tables.ts';
import type { MarksTable, MetersTable, RoomsTable } from './reading-tables.ts';
import type {
  CopiedLinesTable,
  DeletionCountsTable,
  DeletionsTable,
  PersonDeletionsTable,
} from './record-tables.ts';
import type { MeetingLanguagesTable, SearchPendingTable, SearchWindowsTable } from './search-tables.ts';
import type { ExportTicketsTable, RevokedSessionsTable } from './short-lived-tables.ts';
import type { Flag, LinesTable, RenderingsTable, SegmentsTable } from './spoken-tables.ts';

export interface Schema {
  meetings: MeetingsTable;
  meeting_aliases: MeetingAliasesTable;
  meeting_members: MeetingMembersTable;
  segments: SegmentsTable;
  lines: LinesTable;
  renderings: RenderingsTable;
  rooms: RoomsTable;
  search_windows: SearchWindowsTable;
  search_pending: SearchPendingTable;
  meeting_languages: MeetingLanguagesTable;
  meters: MetersTable;
  meeting_glossaries: MeetingGlossariesTable;
  person_glossaries: PersonGlossariesTable;
  marks: MarksTable;
  export_tickets: ExportTicketsTable;
  streams: StreamsTable;
  confirmed_meetings: ConfirmedMeetingsTable;
  webhooks: WebhooksTable;
  grants: GrantsTable;
  session_cutoffs: SessionCutoffsTable;
  revoked_sessions: RevokedSessionsTable;
  preferences: PreferencesTable;
  deletions: DeletionsTable;
  deletion_counts: DeletionCountsTable;
  person_deletions: PersonDeletionsTable;
  copied_lines: CopiedLinesTable;
  shares: SharesTable;
  share_labels: ShareLabelsTable;
}

export interface MeetingsTable {
  id: string;
  /** Zoom's first UUID of the meeting; `meeting_aliases` holds every one. */
  uuid: string;
  topic: string | null;
  host_id: string | null;
  number: string | null;
  epoch: string;
  state: MeetingState;
  state_since: number;
  reason_code: ReasonCode | null;
  /** The handshake that Zoom refused; null like `refused_status` when the reason is no refusal. */
  refused_link: NonNullable<StateReason['handshake']>['link'] | null;
  refused_status: number | null;
  created_at: number;
  /** Last activity + retention. */
  expires_at: number;
  /** The last words, status or webhook. */
  active_at: number;
  /** The host's choice; null: the server's. */
  retention_hours: number | null;
  /** Zoom said that the meeting has ended; null again when it goes on. */
  ended_at: number | null;
  restricted_to: RecordReaders;
  /** The host's cap of characters for engines that cost money. */
  budget: number | null;
  /** The token of the node that owns the meeting: grows with every owner, and never falls. */
  fence: number;
}

interface MeetingAliasesTable {
  uuid: string;
  meeting_id: string;
}

export interface MeetingMembersTable {
  meeting_id: string;
  uid: string;
  /** The record of a meeting is deleted with the person who hosted it, and with nobody else. */
  how: Membership;
  /** `created_at` of the meeting, so that one index orders a person's meetings. */
  meeting_created_at: number | null;
  /** By their newest context; null when they showed none. */
  present_until: number | null;
}

export interface StreamsTable {
  stream_id: string;
  /** No foreign key: with `RETENTION_HOURS=0` meetings are in another database. */
  meeting_id: string;
  zoom_uuid: string;
  /** JSON: string[] */
  server_urls: string;
  operator_id: string | null;
  is_original_host: Flag;
  started_at: number;
  phase: StreamRecord['phase'];
  stop_reason: number | null;
  /** On Zoom's clock, like `started_at`. */
  stopped_at: number | null;
  updated_at: number;
  /** Media was good until then; null while the stream is paused, and before its first media. */
  good_until: number | null;
}

/** Sessions issued to a person before `valid_from` are void. */
interface SessionCutoffsTable {
  uid: string;
  valid_from: number;
}

/** Meetings whose UUID a sealed context confirmed. On disk beside the streams, so that it survives a restart. */
interface ConfirmedMeetingsTable {
  meeting_id: string;
  confirmed_at: number;
}

interface WebhooksTable {
  key: string;
  event: string;
  body: string;
  received_at: number;
  done: Flag;
}

interface GrantsTable {
  uid: string;
  sealed: string;
  updated_at: number;
}

interface PreferencesTable {
  uid: string;
  /** JSON: Preferences */
  preferences: string;
  updated_at: number;
}

/** On disk, without the words that a host wrote for a link. */
export interface SharesTable {
  id: string;
  /** No foreign key: with `RETENTION_HOURS=0` meetings are in another database. */
  meeting_id: string;
  token_hash: string;
  /** Deleted with this person's data. */
  made_by: string | null;
  language: string | null;
  may_export: Flag;
  created_at: number;
  /** Null: with the meeting's record. */
  expires_at: number | null;
  revoked_at: number | null;
  last_used_at: number | null;
  /** Lines of the past that metered engines translated for its readers. */
  caught_up_lines: number;
}

/** In the database of what is spoken: labels may name people. */
interface ShareLabelsTable {
  share_id: string;
  meeting_id: string;
  label: string;
}
