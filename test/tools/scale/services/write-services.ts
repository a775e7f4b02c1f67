/** What lines and their translations cost a database and the node that writes them, and what the look for open meetings costs. */
import { CompiledQuery } from 'kysely';
import { createLogger } from '../../../../server/logger.ts';
import { openDatabase } from '../../../../server/storage/open-database.ts';
import { openStorage } from '../../../../server/storage/storage.ts';
import type { DatabaseKind } from '../../../support/databases.ts';
import { spokenLine } from '../../../support/spoken-line.ts';
import { sentence } from '../../bench/live/sentences.ts';

export interface WriteServices {
  /** A group of so many writes, one transaction: a line with its segment counts as one write, so does a translation. */
  readonly groups: readonly {
    readonly writes: number;
    readonly milliseconds: number;
    readonly nodeCpuMsPerWrite: number;
  }[];
  /** Tables and indexes, of a line with its segment and two translations; 0: not measured. */
  readonly bytesPerLine: number;
  /** The same in the write-ahead log, with what others wrote meanwhile; 0: not measured. */
  readonly logBytesPerLine: number;
  /** A row of a stream that is marked as good, some hundred in a statement. */
  readonly mark: { readonly wallMicros: number };
  /** A row of the query for open meetings. */
  readonly openMeeting: { readonly wallMicros: number; readonly nodeCpuMicros: number };
}

const MEETINGS = 2_000;
const GROUPS = [1, 10, 100] as const;
const ROUNDS = 40;
const languages = ['es', 'fr'] as const;

export async function measureWrites(kind: DatabaseKind): Promise<WriteServices> {
  await using place = await kind.create();
  const logger = createLogger('silent');
  const tokens = new Map<string, number>();
  const isServer = place.url.startsWith('postgres');
  const held = { tokenOf: (meetingId: string) => tokens.get(meetingId), refused: () => undefined };
  await using storage = await openStorage({
    databaseUrl: place.url,
    retentionHours: 24,
    logger,
    ...(isServer ? { held } : {}),
  });
  const ids: string[] = [];
  for (let index = 0; index < MEETINGS; index += 1) {
    const { id } = await storage.meetings.open({ uuid: `uuid-${index}` });
    ids.push(id);
    tokens.set(id, (await storage.fences.raise(id)) ?? 0);
    await storage.streams.save({
      streamId: `stream-${index}`,
      meetingId: id,
      zoomUuid: `uuid-${index}`,
      serverUrls: [],
      isOriginalHost: true,
      startedAt: 1,
      phase: 'open',
      updatedAt: 1,
    });
  }
  await using counter = await openDatabase(place.url, logger);
  const number = async (query: string): Promise<number> => {
    if (!isServer) return 0;
    const { rows } = await counter.db.executeQuery<{ value: string }>(CompiledQuery.raw(query));
    return Number(rows[0]?.value);
  };
  const size = () =>
    number(
      "select sum(pg_total_relation_size(oid)) as value from pg_class where relkind = 'r' and relnamespace = current_schema()::regnamespace",
    );
  const log = () => number("select pg_wal_lsn_diff(pg_current_wal_insert_lsn(), '0/0') as value");

  let line = 0;
  const lines = (count: number) =>
    Promise.all(ids.slice(0, count).map((id) => storage.captions.commit(id, spoken(id, ++line))));
  const translations = (count: number, language: string) =>
    Promise.all(
      ids.slice(0, count).map((id, index) => {
        const position = line - count + 1 + index;
        return storage.captions.saveRenderings(id, language, [rendering(position, language)]);
      }),
    );
  // Warm-up: statements and code.
  for (let round = 0; round < 5; round += 1) await lines(10);

  const [sizeBefore, logBefore, linesBefore] = [await size(), await log(), line];
  const groups: WriteServices['groups'][number][] = [];
  for (const writes of GROUPS) {
    const wall: number[] = [];
    const cpu = process.cpuUsage();
    for (let round = 0; round < ROUNDS; round += 1) {
      for (const work of [lines, ...languages.map((tag) => (count: number) => translations(count, tag))]) {
        const startedAt = performance.now();
        await work(writes);
        wall.push(performance.now() - startedAt);
      }
    }
    const { user, system } = process.cpuUsage(cpu);
    groups.push({
      writes,
      milliseconds: wall.toSorted((a, b) => a - b)[Math.floor(wall.length / 2)] ?? 0,
      nodeCpuMsPerWrite: (user + system) / 1_000 / (wall.length * writes),
    });
  }
  const stored = line - linesBefore;
  const bytesPerLine = ((await size()) - sizeBefore) / stored;
  const logBytesPerLine = ((await log()) - logBefore) / stored;

  const good = ids.map((_, index) => `stream-${index}`);
  const marks: number[] = [];
  for (let round = 0; round < 10; round += 1) {
    const startedAt = performance.now();
    await storage.streams.mark({ good, paused: [] }, round);
    marks.push(performance.now() - startedAt);
  }
  const mark = { wallMicros: (1_000 * Math.min(...marks)) / MEETINGS };

  const looks = 20;
  const [startedAt, cpu] = [performance.now(), process.cpuUsage()];
  for (let look = 0; look < looks; look += 1) await storage.streams.openMeetings();
  const { user, system } = process.cpuUsage(cpu);
  return {
    groups,
    bytesPerLine,
    logBytesPerLine,
    mark,
    openMeeting: {
      wallMicros: (1_000 * (performance.now() - startedAt)) / (looks * MEETINGS),
      nodeCpuMicros: (user + system) / (looks * MEETINGS),
    },
  };
}

function spoken(meetingId: string, seq: number) {
  const text = sentence(seq);
  const { id, speaker, streamId } = spokenLine(seq);
  const segment = {
    meetingId,
    streamId,
    sentenceId: `sentence-${seq}`,
    speaker,
    sourceLanguage: 'en',
    text,
    attribute: 'new',
    startedAt: seq,
    endedAt: seq,
    timestamp: seq,
    receivedAt: seq,
  } as const;
  return {
    segments: [{ seq, segment, repeatKey: `key of ${seq}`, lineIds: [id] }],
    lines: [spokenLine(seq, { text, parts: [{ segment: seq, text }] })],
  };
}

function rendering(position: number, language: string) {
  return {
    lineId: `l${position}`,
    version: position,
    text: sentence(position, language === 'es' ? 'es' : 'fr'),
    language,
    state: 'settled',
    origin: 'machine',
    engine: 'libre',
    corrected: false,
    revision: 0,
    removed: false,
    delayMs: 300,
  } as const;
}
