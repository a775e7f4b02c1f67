/** Arranges the tests of the storage: the databases they run on, and default segments, lines and renderings. */

import { describe } from 'vitest';
import type { NoteLine, SpokenLine } from '../../../server/captions/model/line.ts';
import type { Rendering } from '../../../server/captions/model/rendering.ts';
import type { Segment } from '../../../server/captions/model/segment.ts';
import type { StoredSegment } from '../../../server/captions/ports/caption-store.ts';
import type { NewShareRecord } from '../../../server/record/shares/share-store.ts';
import type { Storage } from '../../../server/storage/storage.ts';
import { type DatabaseKind, databaseKinds } from '../../support/databases.ts';

const kinds = await databaseKinds();

/** Runs the same tests on every database. */
export function onEveryDatabase(stories: (kind: DatabaseKind) => void): void {
  for (const kind of kinds) describeOn(kind, stories);
}

/** Runs the same tests on every database that can be opened again. */
export function onEveryLastingDatabase(stories: (kind: DatabaseKind) => void): void {
  for (const kind of kinds.filter((each) => each.survivesReopening)) describeOn(kind, stories);
}

function describeOn(kind: DatabaseKind, stories: (kind: DatabaseKind) => void): void {
  describe.skipIf(kind.missing !== undefined)(kind.name, { tags: kind.tags }, () => stories(kind));
}

export function segment(meetingId: string, seq: number, over: Partial<Segment> = {}): StoredSegment {
  return {
    seq,
    segment: {
      meetingId,
      streamId: 'stream-1',
      sentenceId: `sentence-${seq}`,
      speaker: { id: 'speaker-1', name: 'Ana' },
      sourceLanguage: 'en',
      text: `Sentence ${seq}.`,
      attribute: 'new',
      startedAt: 1_700_000_000_000 + seq * 1_000,
      endedAt: 1_700_000_000_900 + seq * 1_000,
      timestamp: 1_700_000_000_500 + seq * 1_000,
      receivedAt: 1_700_000_001_000 + seq * 1_000,
      ...over,
    },
    repeatKey: `key of ${seq}`,
    lineIds: [`l${seq}`],
  };
}

export function caption(position: number, over: Partial<SpokenLine> = {}): SpokenLine {
  return {
    kind: 'caption',
    id: `l${position}`,
    position,
    streamId: 'stream-1',
    speaker: { id: 'speaker-1', name: 'Ana' },
    sourceLanguage: 'en',
    text: `Sentence ${position}.`,
    parts: [{ segment: position, text: `Sentence ${position}.` }],
    state: 'settled',
    corrected: false,
    edited: false,
    revision: 0,
    removed: false,
    spokenAt: 1_700_000_000_000 + position * 1_000,
    receivedAt: 1_700_000_001_000 + position * 1_000,
    ...over,
  };
}

export function note(position: number, over: Partial<NoteLine> = {}): NoteLine {
  return {
    kind: 'gap',
    id: `l${position}`,
    position,
    at: 1_700_000_000_000,
    lengthMs: 6_000,
    removed: false,
    ...over,
  };
}

export function rendering(
  position: number,
  version: number,
  over: Partial<Extract<Rendering, { readonly state: 'settled' }>> = {},
): Rendering {
  return {
    lineId: `l${position}`,
    version,
    text: `Frase ${position}.`,
    language: 'es',
    state: 'settled',
    origin: 'machine',
    engine: 'google',
    corrected: false,
    revision: 0,
    removed: false,
    delayMs: 320,
    ...over,
  };
}

/** One meeting in which `count` sentences were said and shown in Spanish. */
export async function meetingWithLines(storage: Storage, count: number, uuid = 'uuid=='): Promise<string> {
  const { id } = await storage.meetings.open({ uuid });
  const positions = Array.from({ length: count }, (_, index) => index + 1);
  await storage.captions.commit(id, {
    segments: positions.map((position) => segment(id, position)),
    lines: positions.map((position) => caption(position)),
  });
  await storage.captions.saveRenderings(
    id,
    'es',
    positions.map((position) => rendering(position, position)),
  );
  return id;
}

/** A stream as it is stored. */
export function stream(meetingId: string, streamId = 'stream-1', phase: 'open' | 'ended' = 'open') {
  const zoomUuid = 'uuid==';
  return {
    streamId,
    meetingId,
    zoomUuid,
    serverUrls: [],
    isOriginalHost: true,
    startedAt: 1_700_000_000_000,
    phase,
    updatedAt: 1_700_000_000_000,
  };
}

/** A link that is open until the record is deleted. */
export function share(meetingId: string, id: string, over: Partial<NewShareRecord> = {}): NewShareRecord {
  return {
    id,
    meetingId,
    tokenHash: `hash of ${id}`,
    mayExport: false,
    createdAt: 1_700_000_000_000,
    ...over,
  };
}
