import { type Kysely, sql } from 'kysely';
import type { StorageReport } from '../../shared/reports/operator-report.ts';
import type { Logger } from '../logger.ts';
import type { Databases } from './database.ts';
import { DeletionLog } from './deletion/deletion-log.ts';
import { DiskScrub } from './deletion/disk-scrub.ts';
import { MeetingClock } from './deletion/meeting-clock.ts';
import { type DeletionEvents, RecordDeletion } from './deletion/record-deletion.ts';
import { Retention } from './deletion/retention.ts';
import { Fences, type HeldTokens } from './fences.ts';
import { GroupCommit } from './group-commit.ts';
import { MEMORY_URL, openDatabase } from './open-database.ts';
import { CaptionRepository } from './repositories/captions/caption-repository.ts';
import { TranscriptRepository } from './repositories/captions/transcript-repository.ts';
import { ExportTicketRepository } from './repositories/export-ticket-repository.ts';
import { GlossaryRepository } from './repositories/glossary-repository.ts';
import { GrantRepository } from './repositories/grant-repository.ts';
import { MarkRepository } from './repositories/marks/mark-repository.ts';
import { MeetingRepository } from './repositories/meetings/meeting-repository.ts';
import { MeterRepository } from './repositories/meter-repository.ts';
import { PersonRepository } from './repositories/person-repository.ts';
import { PreferencesRepository } from './repositories/preferences-repository.ts';
import { CopiedLineRepository } from './repositories/record/copied-line-repository.ts';
import { RecordSettingsRepository } from './repositories/record/record-settings-repository.ts';
import { SessionRepository } from './repositories/session-repository.ts';
import { ShareRepository } from './repositories/shares/share-repository.ts';
import { StreamRepository } from './repositories/stream-repository.ts';
import { WebhookRepository } from './repositories/webhook-repository.ts';
import type { Schema } from './schema/schema.ts';
import { SearchIndexer } from './search/search-indexer.ts';
import { SearchRepository } from './search/search-repository.ts';
import { storageFacts } from './storage-facts.ts';

export interface StorageOptions {
  /** `sqlite:<path>`, `sqlite::memory:` or `postgres://…` */
  readonly databaseUrl: string;
  /** 0: meetings and their lines are kept in memory only. */
  readonly retentionHours: number;
  /** What a host may choose at most. Default: `retentionHours`. */
  readonly retentionMaxHours?: number;
  /** The operator has a text copy, of which every line is remembered. */
  readonly transcriptFile?: string | undefined;
  readonly logger: Logger;
  /** Default: nobody hears of deletions. */
  readonly events?: DeletionEvents;
  /** Absent: this process is the only node. */
  readonly held?: HeldTokens;
  readonly now?: () => number;
}

/** One repository per kind of record. */
export interface Storage extends AsyncDisposable {
  readonly captions: CaptionRepository;
  readonly transcripts: TranscriptRepository;
  readonly meetings: MeetingRepository;
  readonly streams: StreamRepository;
  readonly webhooks: WebhookRepository;
  readonly grants: GrantRepository;
  readonly preferences: PreferencesRepository;
  readonly glossaries: GlossaryRepository;
  readonly marks: MarkRepository;
  readonly meters: MeterRepository;
  readonly sessions: SessionRepository;
  readonly exportTickets: ExportTicketRepository;
  readonly people: PersonRepository;
  readonly shares: ShareRepository;
  readonly search: SearchRepository;
  readonly searchIndexer: SearchIndexer;
  readonly retention: Retention;
  readonly recordSettings: RecordSettingsRepository;
  readonly copiedLines: CopiedLineRepository;
  readonly fences: Fences;
  /** @throws {StorageError} when a database does not answer, or another process holds its write lock. */
  ping(): Promise<void>;
  /** For the operator. @throws {StorageError} */
  facts(): Promise<StorageReport>;
}

/** @throws {StorageError} naming `DATABASE_URL` when it cannot be used. */
export async function openStorage(options: StorageOptions): Promise<Storage> {
  const { retentionHours, logger, events = unheard, now = Date.now } = options;
  const isCopied = options.transcriptFile !== undefined;
  const maxRetentionHours = options.retentionMaxHours ?? retentionHours;
  const databases = await openDatabases(options);
  const clock = new MeetingClock({ retentionHours, now });
  const scrub = new DiskScrub({ disk: databases.disk, logger });
  const disk = databases.disk.db;
  const spoken = databases.spoken.db;
  const log = new DeletionLog({ db: spoken, now });
  const copiedLines = new CopiedLineRepository({ db: spoken });
  const copies = isCopied ? copiedLines : undefined;
  const deletion = new RecordDeletion({ databases, scrub, log, copies, events, logger });
  const fences = new Fences(spoken, options.held);
  const commits = new GroupCommit({ database: databases.spoken, guard: fences.guard });
  // Of meetings that other nodes own.
  const unfenced = new GroupCommit({ database: databases.spoken });
  const webhooks = new WebhookRepository({ db: disk, now, scrub });
  const meetings = new MeetingRepository({ db: spoken, disk, members: unfenced, clock, scrub });
  const streams = new StreamRepository({ db: disk, deletion, fences });
  const sessions = new SessionRepository({ db: disk, now });
  const searchIndexer = new SearchIndexer({ database: databases.spoken, logger });
  const shares = new ShareRepository({ disk, spoken, scrub, now });
  const exportTickets = new ExportTicketRepository({ db: spoken, now });
  const transient = [log, webhooks, sessions, shares, exportTickets] as const;
  const retention = new Retention({ databases, deletion, log, scrub, transient, logger, now });
  await restoreMeetings(streams, meetings).catch(async (error) => {
    await close(databases);
    throw error;
  });
  return {
    captions: new CaptionRepository({ db: spoken, commits, clock, scrub }),
    transcripts: new TranscriptRepository({ db: spoken }),
    meetings,
    streams,
    webhooks,
    grants: new GrantRepository({ db: disk, now, scrub }),
    preferences: new PreferencesRepository({ db: disk, now, scrub }),
    glossaries: new GlossaryRepository({ db: spoken, now, scrub }),
    marks: new MarkRepository({ db: spoken }),
    meters: new MeterRepository({ db: spoken, writes: unfenced }),
    sessions,
    exportTickets,
    people: new PersonRepository({ databases, deletion, log, scrub, now }),
    shares,
    search: new SearchRepository({ database: databases.spoken }),
    searchIndexer,
    retention,
    recordSettings: new RecordSettingsRepository({ databases, clock, maxRetentionHours, isCopied }),
    copiedLines,
    fences,
    ping: async () => {
      await canWrite(disk);
      if (spoken !== disk) await canWrite(spoken);
    },
    facts: () => storageFacts(databases, options.databaseUrl),
    [Symbol.asyncDispose]: async () => {
      await retention[Symbol.asyncDispose]();
      await searchIndexer[Symbol.asyncDispose]();
      await commits[Symbol.asyncDispose]();
      await unfenced[Symbol.asyncDispose]();
      await scrub[Symbol.asyncDispose]();
      await close(databases);
    },
  };
}

async function openDatabases({ databaseUrl, retentionHours, logger }: StorageOptions): Promise<Databases> {
  const disk = await openDatabase(databaseUrl, logger);
  if (retentionHours > 0) return { disk, spoken: disk };
  try {
    return { disk, spoken: await openDatabase(MEMORY_URL, logger) };
  } catch (error) {
    await disk[Symbol.asyncDispose]();
    throw error;
  }
}

/** A database in memory is empty after a restart: the meetings of open streams are made again, under their ids. */
async function restoreMeetings(streams: StreamRepository, meetings: MeetingRepository): Promise<void> {
  for (const stream of await streams.open()) await meetings.restore(stream.meetingId, stream.zoomUuid);
}

/** In SQLite a transaction takes the write lock when it begins. */
async function canWrite(db: Kysely<Schema>): Promise<void> {
  await db.transaction().execute((trx) => sql`select 1`.execute(trx));
}

async function close({ disk, spoken }: Databases): Promise<void> {
  if (spoken !== disk) await spoken[Symbol.asyncDispose]();
  await disk[Symbol.asyncDispose]();
}

const unheard: DeletionEvents = { emit: async () => undefined };
