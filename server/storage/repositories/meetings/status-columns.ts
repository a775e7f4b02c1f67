import type { StoredStatus } from '../../../captions/ports/caption-store.ts';
import type { MeetingsTable } from '../../schema/schema.ts';

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
