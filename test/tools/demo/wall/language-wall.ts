import { readFile } from 'node:fs/promises';
import { compareLines, type Line } from '../../../../shared/caption.ts';
import type { MeetingState } from '../../../../shared/meeting-status.ts';
import type { PageEvent, PageWall, WallCell } from '../page-protocol.ts';
import type { ServerDoor } from '../readers/server-door.ts';
import { WallReader } from './wall-reader.ts';

interface LanguageWallOptions {
  readonly languages: readonly string[];
  readonly door: ServerDoor;
  readonly broadcast: (event: PageEvent) => void;
  readonly onFault: (fault: unknown) => void;
}

const keptCells = 200;
/** The panel's own words, as its catalogs have them. */
type Words = Readonly<Record<string, { readonly defaultMessage: string }>>;
const labelOf: Readonly<Record<MeetingState, string>> = {
  waiting: 'labelWaiting',
  'pending-approval': 'labelPendingApproval',
  connecting: 'labelConnecting',
  live: 'labelLive',
  paused: 'labelPaused',
  reconnecting: 'labelReconnecting',
  ended: 'labelEnded',
};

/** The same meeting read in several languages at once: one reader for each, and what each of them sees. */
export class LanguageWall {
  readonly #options: LanguageWallOptions;
  readonly #cells = new Map<string, WallCell>();
  readonly #statuses = new Map<string, { state: MeetingState; label: string }>();
  #opening: Promise<readonly WallReader[]> | undefined;

  constructor(options: LanguageWallOptions) {
    this.#options = options;
  }

  get state(): PageWall {
    return {
      languages: this.#options.languages.map((language) => ({
        language,
        name: nameOf(language),
        ...(this.#statuses.get(language) ?? { state: 'waiting', label: '' }),
      })),
      cells: [...this.#cells.values()],
    };
  }

  /** Reads from the first call on. */
  open(): void {
    this.#opening ??= Promise.all(this.#options.languages.map((language) => this.#read(language)));
    this.#opening.catch(this.#options.onFault);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const readers = await this.#opening?.catch(() => []);
    for (const reader of readers ?? []) reader[Symbol.dispose]();
  }

  async #read(language: string): Promise<WallReader> {
    const { door, broadcast, onFault } = this.#options;
    const words = await wordsOf(language);
    return WallReader.open({
      url: door.url,
      language,
      session: () => door.session({ role: 'attendee' }),
      onLines: (lines) => {
        const cells = lines.toSorted(compareLines).flatMap((line) => cellOf(language, line, words));
        for (const cell of cells) this.#keep(cell);
        if (cells.length > 0) broadcast({ type: 'wall', cells });
      },
      onRemoved: (ids) => {
        for (const id of ids) this.#cells.delete(`${language} ${id}`);
        broadcast({ type: 'wall-removed', language, ids });
      },
      onStatus: ({ state }) => {
        const label = words[labelOf[state]]?.defaultMessage ?? state;
        this.#statuses.set(language, { state, label });
        broadcast({ type: 'wall-status', language, state, label });
      },
      onFault,
    });
  }

  #keep(cell: WallCell): void {
    this.#cells.set(`${cell.language} ${cell.id}`, cell);
    if (this.#cells.size <= keptCells) return;
    const oldest = this.#cells.keys().next().value;
    if (oldest !== undefined) this.#cells.delete(oldest);
  }
}

/** People who come and go are no part of the wall. */
function cellOf(language: string, line: Line, words: Words): readonly WallCell[] {
  const { id, position } = line;
  if (line.kind !== 'caption') {
    if (line.kind !== 'gap') return [];
    const message = line.lengthMs === undefined ? 'noteGapUnknown' : 'noteGap';
    const seconds = new Intl.NumberFormat(language, { maximumFractionDigits: 1 }).format(
      (line.lengthMs ?? 0) / 1_000,
    );
    const text = words[message]?.defaultMessage.replace('{seconds}', seconds) ?? '';
    return [{ id, position, language, kind: 'gap', text, textLanguage: language }];
  }
  const { speaker, original, origin, state, corrected } = line;
  const isHeld = origin === 'pending';
  return [
    {
      id,
      position,
      language,
      kind: 'caption',
      speaker: speaker.name,
      text: isHeld ? '…' : line.text,
      textLanguage: isHeld ? language : line.language,
      original: original.text,
      origin,
      isSettled: state === 'settled',
      isCorrected: corrected,
    },
  ];
}

/** A language's name in itself. */
function nameOf(language: string): string {
  const name = new Intl.DisplayNames(language, { type: 'language' }).of(language) ?? language;
  return name.charAt(0).toLocaleUpperCase(language) + name.slice(1);
}

async function wordsOf(language: string): Promise<Words> {
  const catalogs = new URL('../../../../client/i18n/messages/', import.meta.url);
  const read = (name: string) => readFile(new URL(`${name}.json`, catalogs), 'utf8');
  const catalog = await read(language).catch(() => read(new Intl.Locale(language).language));
  return JSON.parse(catalog);
}
