import { routes } from '../../../../shared/routes.ts';
import type { ZoomClient } from '../../../zoom-simulator/client/host.ts';
import type { DemoMeeting } from '../demo-meeting.ts';
import type { ServerDoor } from './server-door.ts';

interface SecondReader {
  readonly uid: string;
  readonly client: ZoomClient;
}

/** What a page needs to show one more reader's panel. */
export interface ReaderPlace {
  readonly language: string;
  /** Names the reader's Zoom client in `/clients/…`. */
  readonly client: string;
}

/** More people who read: one for each language, with a Zoom client and settings of their own. */
export class SecondReaders {
  readonly #meeting: DemoMeeting;
  readonly #door: ServerDoor;
  readonly #languages: readonly string[];
  readonly #readers = new Map<string, SecondReader>();

  constructor(options: { meeting: DemoMeeting; door: ServerDoor; languages: readonly string[] }) {
    this.#meeting = options.meeting;
    this.#door = options.door;
    this.#languages = options.languages;
  }

  client(key: string): ZoomClient | undefined {
    return this.#readers.get(key)?.client;
  }

  /** The reader of the wanted language, or of the nearest that is served, with that language chosen. */
  async open(wanted: string): Promise<ReaderPlace> {
    const language = nearest(wanted, this.#languages);
    const key = `reader-${language}`;
    const reader = this.#readers.get(key) ?? this.#meeting.newReader(key);
    this.#readers.set(key, reader);
    const session = await this.#door.session({ uid: reader.uid, role: 'attendee' });
    await this.#door.put(session, routes.preferences, { language });
    return { language, client: key };
  }
}

function nearest(wanted: string, languages: readonly string[]): string {
  const base = wanted.split('-', 1)[0];
  return (
    languages.find((tag) => tag === wanted) ??
    languages.find((tag) => tag.split('-', 1)[0] === base) ??
    languages[0] ??
    'en'
  );
}
