/** Reads lines together with their renderings in one language. */
import type { Kysely } from 'kysely';
import type { Line } from '../../../captions/model/line.ts';
import type { RenderedLine, Rendering } from '../../../captions/model/rendering.ts';
import type { NewestLines } from '../../../captions/ports/caption-store.ts';
import { inBatches } from '../../batches.ts';
import { inPages } from '../../deletion/slices.ts';
import type { Schema } from '../../schema/schema.ts';
import { lineRecord, renderingOf } from './caption-rows.ts';

/** The newest lines that are not removed, oldest first. */
export async function newestLines(
  db: Kysely<Schema>,
  meetingId: string,
  targetLanguage: string,
  { before, until, limit }: NewestLines,
): Promise<readonly RenderedLine[]> {
  const rows = await shownLines(db, meetingId, until)
    .$if(before !== undefined, (query) => query.where('position', '<', before ?? 0))
    .orderBy('position', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .execute();
  return await withRenderings(db, meetingId, targetLanguage, rows.toReversed().map(lineRecord));
}

/** Lines behind a place in reading order, removed ones left out. */
export async function linesBehind(
  db: Kysely<Schema>,
  meetingId: string,
  targetLanguage: string,
  { after, until, limit }: LinesBehind,
): Promise<readonly RenderedLine[]> {
  const rows = await shownLines(db, meetingId, until)
    .where('state', '=', 'settled')
    .$if(after !== undefined, (query) =>
      query.where(({ eb, refTuple, tuple }) =>
        eb(refTuple('position', 'id'), '>', tuple(after?.position ?? 0, after?.id ?? '')),
      ),
    )
    .orderBy('position')
    .orderBy('id')
    .limit(limit)
    .execute();
  return await withRenderings(db, meetingId, targetLanguage, rows.map(lineRecord));
}

/** Lines that are not removed; `until`: of at most this time, milliseconds since 1970. */
function shownLines(db: Kysely<Schema>, meetingId: string, until: number | undefined) {
  return db
    .selectFrom('lines')
    .selectAll()
    .where('meeting_id', '=', meetingId)
    .where('removed', '=', 0)
    .$if(until !== undefined, (query) => query.where('at', '<=', until ?? 0));
}

interface LinesBehind {
  readonly after: { readonly position: number; readonly id: string } | undefined;
  /** Lines of at most this time only, milliseconds since 1970. */
  readonly until: number | undefined;
  readonly limit: number;
}

/** In reading order; ids that are not known are left out. */
export async function renderedLines(
  db: Kysely<Schema>,
  meetingId: string,
  targetLanguage: string,
  ids: readonly string[],
): Promise<readonly RenderedLine[]> {
  return await withRenderings(db, meetingId, targetLanguage, await linesById(db, meetingId, ids));
}

/** Renderings above a version, by version, with their lines; removed lines included. */
export async function changedLines(
  db: Kysely<Schema>,
  meetingId: string,
  targetLanguage: string,
  after: number,
  limit: number,
): Promise<readonly (RenderedLine & { readonly rendering: Rendering })[]> {
  const rows = await db
    .selectFrom('renderings')
    .selectAll()
    .where('meeting_id', '=', meetingId)
    .where('language', '=', targetLanguage)
    .where('version', '>', after)
    .orderBy('version')
    .limit(limit)
    .execute();
  const renderings = rows.map(renderingOf);
  const known = await linesById(
    db,
    meetingId,
    renderings.map((rendering) => rendering.lineId),
  );
  const lines = new Map(known.map((line) => [line.id, line]));
  return renderings.flatMap((rendering) => {
    const line = lines.get(rendering.lineId);
    return line === undefined ? [] : [{ line, rendering }];
  });
}

/** Lines above a position, oldest first, removed ones left out. */
export async function linesAbove(
  db: Kysely<Schema>,
  meetingId: string,
  position: number,
  limit: number,
): Promise<readonly Line[]> {
  const rows = await db
    .selectFrom('lines')
    .selectAll()
    .where('meeting_id', '=', meetingId)
    .where('removed', '=', 0)
    .where('position', '>', position)
    .orderBy('position')
    .orderBy('id')
    .limit(limit)
    .execute();
  return rows.map(lineRecord);
}

/** Lines above a position without a rendering in this language, oldest first, removed ones left out. */
export async function unrenderedLines(
  db: Kysely<Schema>,
  meetingId: string,
  targetLanguage: string,
  position: number,
  limit: number,
): Promise<readonly Line[]> {
  const missing: string[] = [];
  // Page by page: PostgreSQL plans a join badly while it has no statistics of a new meeting.
  const pages = inPages<Place>((after, size) =>
    placesAbove(db, meetingId, after?.position ?? position, size),
  );
  for await (const page of pages) {
    const rendered = await renderedAmong(db, meetingId, targetLanguage, page.map(idOf));
    missing.push(...page.map(idOf).filter((id) => !rendered.has(id)));
    if (missing.length >= limit) break;
  }
  return await linesById(db, meetingId, missing.slice(0, limit));
}

/** In reading order; ids that are not known are left out. */
export async function linesById(
  db: Kysely<Schema>,
  meetingId: string,
  ids: readonly string[],
): Promise<readonly Line[]> {
  const found: Line[] = [];
  for (const batch of inBatches(ids)) {
    const rows = await db
      .selectFrom('lines')
      .selectAll()
      .where('meeting_id', '=', meetingId)
      .where('id', 'in', batch)
      .execute();
    found.push(...rows.map(lineRecord));
  }
  return found.sort((a, b) => a.position - b.position);
}

async function withRenderings(
  db: Kysely<Schema>,
  meetingId: string,
  targetLanguage: string,
  lines: readonly Line[],
): Promise<readonly RenderedLine[]> {
  const renderings = await renderingsById(db, meetingId, targetLanguage, lines.map(idOf));
  return lines.map((line) => {
    const rendering = renderings.get(line.id);
    return rendering === undefined ? { line } : { line, rendering };
  });
}

async function renderingsById(
  db: Kysely<Schema>,
  meetingId: string,
  targetLanguage: string,
  ids: readonly string[],
): Promise<ReadonlyMap<string, Rendering>> {
  const found = new Map<string, Rendering>();
  for (const batch of inBatches(ids)) {
    const rows = await db
      .selectFrom('renderings')
      .selectAll()
      .where('meeting_id', '=', meetingId)
      .where('language', '=', targetLanguage)
      .where('line_id', 'in', batch)
      .execute();
    for (const row of rows) found.set(row.line_id, renderingOf(row));
  }
  return found;
}

interface Place {
  readonly id: string;
  readonly position: number;
}

async function placesAbove(
  db: Kysely<Schema>,
  meetingId: string,
  position: number,
  limit: number,
): Promise<readonly Place[]> {
  return await db
    .selectFrom('lines')
    .select(['id', 'position'])
    .where('meeting_id', '=', meetingId)
    .where('removed', '=', 0)
    .where('position', '>', position)
    .orderBy('position')
    .orderBy('id')
    .limit(limit)
    .execute();
}

async function renderedAmong(
  db: Kysely<Schema>,
  meetingId: string,
  targetLanguage: string,
  ids: readonly string[],
): Promise<ReadonlySet<string>> {
  const rows = await db
    .selectFrom('renderings')
    .select('line_id')
    .where('meeting_id', '=', meetingId)
    .where('language', '=', targetLanguage)
    .where('line_id', 'in', ids)
    .execute();
  return new Set(rows.map(({ line_id }) => line_id));
}

function idOf({ id }: { readonly id: string }): string {
  return id;
}
