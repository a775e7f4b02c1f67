/**
 * The tables. Times are whole milliseconds since 1970; booleans are 0 or 1 and JSON is text, the same in both dialects.
 * `segments`, `lines` and `renderings` hold what was spoken.
 */
import type { CaptionOrigin, CaptionState, NoteKind } from '../../../shared/caption.ts';
import type { MeetingState, ReasonCode } from '../../../shared/meeting-status.ts';

export interface Schema {
  meetings: MeetingsTable;
  meeting_aliases: MeetingAliasesTable;
  meeting_members: MeetingMembersTable;
  segments: SegmentsTable;
  lines: LinesTable;
  renderings: RenderingsTable;
  rooms: RoomsTable;
  meters: MetersTable;
  meeting_glossaries: MeetingGlossariesTable;
  person_glossaries: PersonGlossariesTable;
  streams: StreamsTable;
  confirmed_meetings: ConfirmedMeetingsTable;
  webhooks: WebhooksTable;
  grants: GrantsTable;
  session_cutoffs: SessionCutoffsTable;
  revoked_sessions: RevokedSessionsTable;
  preferences: PreferencesTable;
}

export type Flag = 0 | 1;

export interface MeetingsTable {
  id: string;
  /** The first name Zoom had for it; every name is in `meeting_aliases`. */
  uuid: string;
  topic: string | null;
  host_id: string | null;
  number: string | null;
  epoch: string;
  state: MeetingState;
  state_since: number;
  reason_code: ReasonCode | null;
  /** The handshake that Zoom refused; null with `refused_status` when the reason is none. */
  refused_link: 'signaling' | 'media' | null;
  refused_status: number | null;
  created_at: number;
  /** Last activity + retention. */
  expires_at: number;
  /** The host's cap of characters for engines that cost money. */
  budget: number | null;
}

interface MeetingAliasesTable {
  uuid: string;
  meeting_id: string;
}

interface MeetingMembersTable {
  meeting_id: string;
  uid: string;
  /** Only who hosts takes the record along when they go. */
  how: 'hosted' | 'operated' | 'attended';
  /** `created_at` of the meeting: a person's meetings are read in the order of one index. */
  meeting_created_at: number | null;
  /** By their newest context; null when they showed none. */
  present_until: number | null;
}

export interface SegmentsTable {
  meeting_id: string;
  seq: number;
  stream_id: string;
  sentence_id: string | null;
  speaker_id: string;
  speaker_name: string;
  language: string;
  text: string;
  attribute: 'new' | 'update' | 'delete';
  started_at: number | null;
  ended_at: number | null;
  timestamp: number | null;
  received_at: number;
  /** A digest: the key itself holds the words. */
  repeat_digest: string | null;
  /** JSON: string[] */
  line_ids: string;
}

export interface LinesTable {
  meeting_id: string;
  id: string;
  position: number;
  kind: 'caption' | NoteKind;
  /** Captions only, like `parts`, `state` and `received_at`. */
  stream_id: string | null;
  speaker_id: string | null;
  speaker_name: string | null;
  language: string | null;
  text: string;
  /** JSON: LinePart[] */
  parts: string;
  state: CaptionState;
  corrected: Flag;
  edited: Flag;
  revision: number;
  removed: Flag;
  /** `spokenAt` of a caption, `at` of a note. */
  at: number;
  received_at: number;
  length_ms: number | null;
}

export interface RenderingsTable {
  meeting_id: string;
  /** The room's language. */
  language: string;
  line_id: string;
  version: number;
  text: string;
  text_language: string;
  state: CaptionState;
  origin: CaptionOrigin;
  engine: string | null;
  via: string | null;
  corrected: Flag;
  revision: number;
  removed: Flag;
  delay_ms: number;
}

interface RoomsTable {
  meeting_id: string;
  language: string;
  /** Every version up to this one was given out. */
  reserved_through: number;
}

interface MetersTable {
  meeting_id: string;
  language: string;
  engine: string;
  characters: number;
}

interface MeetingGlossariesTable {
  meeting_id: string;
  /** JSON: GlossaryTerm[] */
  terms: string;
  updated_at: number;
}

/** Beside what was spoken: terms may tell what is talked about. */
interface PersonGlossariesTable {
  uid: string;
  /** JSON: GlossaryTerm[] */
  terms: string;
  updated_at: number;
}

export interface StreamsTable {
  stream_id: string;
  /** Not a foreign key: with `RETENTION_HOURS=0` meetings are in another database. */
  meeting_id: string;
  zoom_uuid: string;
  /** JSON: string[] */
  server_urls: string;
  operator_id: string | null;
  is_original_host: Flag;
  started_at: number;
  phase: 'open' | 'ended';
  stop_reason: number | null;
  /** Zoom's clock, like `started_at`. */
  stopped_at: number | null;
  updated_at: number;
  /** Media was good until then; null while it is paused, and before it ever was. */
  good_until: number | null;
}

/** Nothing that was issued to this person before counts any more. */
interface SessionCutoffsTable {
  uid: string;
  valid_from: number;
}

/** Signed out before they expired. */
interface RevokedSessionsTable {
  id: string;
  expires_at: number;
}

/** Meetings whose own UUID a sealed context named. On disk beside the streams, with which it outlives a restart. */
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
