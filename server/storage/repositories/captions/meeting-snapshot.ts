/** Loads the state that a live meeting continues from: its last position and segment, its drafts, its status. */
import type { Transaction } from 'kysely';
import type { SpokenLine } from '../../../captions/model/line.ts';
import type { MeetingSnapshot } from '../../../captions/ports/caption-store.ts';
import { DELETED } from '../../deletion/meeting-clock.ts';
import type { Schema } from '../../schema/schema.ts';
import { StorageError } from '../../storage-error.ts';
import { storedStatus } from '../meetings/meeting-rows.ts';
import { lineRecord } from './caption-rows.ts';

const STATUS_COLUMNS = ['state', 'state_since', 'reason_code', 'refused_link', 'refused_status'] as const;

/** @throws {StorageError} not retryable, for a meeting that is not stored. */
export async function loadSnapshot(trx: Transaction<Schema>, meetingId: string): Promise<MeetingSnapshot> {
  const meeting = await trx
    .selectFrom('meetings')
    .select(['epoch', ...STATUS_COLUMNS])
    .where('id', '=', meetingId)
    .where('expires_at', '>', DELETED)
    .executeTakeFirst();
  if (meeting === undefined) {
    throw new StorageError(`The meeting ${meetingId} is not kept here (any more).`, { retryable: false });
  }
  return {
    epoch: meeting.epoch,
    lastPosition: await lastPosition(trx, meetingId),
    lastSegment: await lastSegment(trx, meetingId),
    drafts: await drafts(trx, meetingId),
    status: storedStatus(meeting),
  };
}

async function lastPosition(trx: Transaction<Schema>, meetingId: string): Promise<number> {
  const row = await trx
    .selectFrom('lines')
    .select('position')
    .where('meeting_id', '=', meetingId)
    .orderBy('position', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.position ?? 0;
}

async function lastSegment(trx: Transaction<Schema>, meetingId: string): Promise<number> {
  const row = await trx
    .selectFrom('segments')
    .select('seq')
    .where('meeting_id', '=', meetingId)
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.seq ?? 0;
}

async function drafts(trx: Transaction<Schema>, meetingId: string): Promise<readonly SpokenLine[]> {
  const rows = await trx
    .selectFrom('lines')
    .selectAll()
    .where('meeting_id', '=', meetingId)
    .where('state', '=', 'draft')
    .where('removed', '=', 0)
    .orderBy('position')
    .execute();
  return rows.map(lineRecord).filter((line) => line.kind === 'caption');
}
