/** A reader of the soak: reads one meeting after the other, at any node and in any language, leaves and comes back. */
import { delay } from '../../../../server/lib/delay.ts';
import type { Dice } from '../../../support/dice.ts';
import type { ZoomSimulator } from '../../../zoom-simulator/zoom-simulator.ts';
import type { Counts } from '../counts.ts';
import { NotReadable, PanelLink } from './panel-link.ts';
import { PanelState } from './panel-state.ts';
import type { ReadMeeting } from './read-meeting.ts';

export const READ_LANGUAGES = ['es', 'de', 'fr', 'pt-BR', 'en', 'original'] as const;
const RETRY_MS = 400;
const LOOK_EVERY_MS = 100;

export interface SoakReaderOptions {
  readonly zoom: ZoomSimulator;
  readonly uid: string;
  readonly dice: Dice;
  readonly counts: Counts;
  /** Addresses of the nodes that answer. */
  readonly urls: () => readonly string[];
  /** A meeting that goes on; `undefined`: none does. */
  readonly meeting: () => ReadMeeting | undefined;
}

export class SoakReader {
  readonly #options: SoakReaderOptions;

  constructor(options: SoakReaderOptions) {
    this.#options = options;
  }

  /** Reads until `signal` aborts. */
  async run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      const meeting = this.#options.meeting();
      if (meeting === undefined) await delay(LOOK_EVERY_MS, signal);
      else await this.#read(meeting);
    }
  }

  /** To the end of the meeting and the comparison with its record, or, now and then, away before. */
  async #read(meeting: ReadMeeting): Promise<void> {
    const { dice, counts } = this.#options;
    const panel = new PanelState(meeting.rules, meeting.violated);
    let language: string = dice.pick(READ_LANGUAGES) ?? 'original';
    let leftAt = Number.POSITIVE_INFINITY;
    if (dice.chance(0.3)) leftAt = Date.now() + dice.between(3_000, 20_000);
    const presence = meeting.enter(panel);
    try {
      while (!meeting.released.aborted && Date.now() < leftAt) {
        try {
          language = await this.#visit(meeting, panel, language);
        } catch (error) {
          if (!(error instanceof NotReadable)) throw error;
          counts.add('readers: a node was not readable');
          await delay(RETRY_MS, meeting.released);
        }
      }
    } finally {
      presence.leave();
      counts.add('readers: meetings read');
    }
  }

  /** One connection to one node. @returns the language that is read next. @throws {NotReadable} */
  async #visit(meeting: ReadMeeting, panel: PanelState, language: string): Promise<string> {
    const { zoom, uid, dice, counts, urls } = this.#options;
    const url = dice.pick(urls());
    if (url === undefined) throw new NotReadable('No node answers.');
    const holes = { isFilling: false };
    const meetingUuid = meeting.uuid;
    using link = await PanelLink.open({
      zoom,
      url,
      meetingUuid,
      uid,
      onBatch: (batch) => {
        if (panel.received(batch)) return;
        counts.add('readers: holes');
        void fillHole();
      },
    });
    const watch = async (wanted: string) => {
      const after = panel.after(wanted);
      const answer = await link.watch({ language: wanted, ...(after === undefined ? {} : { after }) });
      panel.answered(answer, after);
    };
    const fillHole = async () => {
      if (holes.isFilling) return;
      holes.isFilling = true;
      // A socket that closes meanwhile asks again at the next visit.
      await watch(panel.language).catch(() => undefined);
      holes.isFilling = false;
    };
    counts.add(panel.version < 0 ? 'readers: joined' : 'readers: came back');
    await watch(language);
    const untilMs = Date.now() + dice.between(1_500, 15_000);
    // While the record is compared, everybody stays.
    while (link.isOpen && !meeting.released.aborted && (Date.now() < untilMs || meeting.isCompared))
      await delay(LOOK_EVERY_MS, meeting.released);
    if (!link.isOpen || meeting.released.aborted) return language;
    const first = panel.lines[0];
    if (dice.chance(0.2) && first !== undefined)
      panel.older(await link.history(first.position, dice.between(1, 100)));
    if (dice.chance(0.3)) {
      const next = dice.pick(READ_LANGUAGES) ?? 'original';
      counts.add('readers: languages changed');
      await watch(next);
      return next;
    }
    link[Symbol.dispose]();
    await dice.pass(100, 4_000, meeting.released);
    return language;
  }
}
