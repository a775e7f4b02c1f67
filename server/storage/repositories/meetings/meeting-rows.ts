/** Rows of `meetings` as records, and statuses as their columns. */
import type { Selectable } from 'kysely';
import type { StoredStatus } from '../../../captions/ports/caption-store.ts';
import type { MeetingRecord, Member } from '../../../zoom/meeting-directory.ts';
import type { MeetingMembersTable, MeetingsTable } from '../../schema/schema.ts';

/** The columns of `meetings` that hold its status. */
type StatusColumns = Pick<
  MeetingsTable,
  'state' | 'state_since' | 'reason_code' | 'refused_link' | 'refused_status'
>;

export function statusColumns({ state, since, reason }: StoredStatus): StatusColumns {
  return {
    state,
    state_since: Math.round(since),
    reason_code: reason?.code ?? null,
    refused_link: reason?.handshake?.link ?? null,
    refused_status: reason?.handshake?.status ?? null,
  };
}

export function storedStatus(row: StatusColumns): StoredStatus {
  const { state, state_since: since, reason_code: code, refused_link: link, refused_status: status } = row;
  if (code === null) return { state, since };
  const handshake = link === null || status === null ? {} : { handshake: { link, status } };
  return { state, since, reason: { code, ...handshake } };
}

export function meetingOf(row: Selectable<MeetingsTable>): MeetingRecord {
  return {
    id: row.id,
    uuid: row.uuid,
    ...(row.topic === null ? {} : { topic: row.topic }),
    ...(row.host_id === null ? {} : { hostId: row.host_id }),
    ...(row.number === null ? {} : { number: row.number }),
    createdAt: row.created_at,
    expiresAt: row.expires_at,
    status: storedStatus(row),
    ...(isOver(row) ? { isOver: true } : {}),
    ...(row.retention_hours === null ? {} : { retentionHours: row.retention_hours }),
    ...(row.restricted_to === 'hosts' ? { restrictedTo: row.restricted_to } : {}),
  };
}

export function memberOf(row: Pick<Selectable<MeetingMembersTable>, 'how' | 'present_until'>): Member {
  return { how: row.how, ...(row.present_until === null ? {} : { presentUntil: row.present_until }) };
}

/** Captions may stop before a meeting does: its end is a webhook's word, or the reason of their own end. */
export function isOver(row: Pick<MeetingsTable, 'state' | 'reason_code' | 'ended_at'>): boolean {
  return row.ended_at !== null || (row.state === 'ended' && row.reason_code === 'meeting-ended');
}
