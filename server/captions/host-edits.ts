/** The host's corrections of settled lines: of an original or of a translation. */
import type { Correction } from '../../shared/panel-protocol.ts';
import type { LineCommits } from './intake/line-commits.ts';
import type { ActiveLanguages } from './languages/active-languages.ts';
import type { SpokenLine } from './model/line.ts';
import { needsTranslation, personsContent } from './model/rendering.ts';
import type { CaptionStore } from './ports/caption-store.ts';
import type { Transcript } from './sentences/transcript.ts';

/** `unknown-line`: none of this meeting · `still-open`: its sentence is still being spoken. */
export type CorrectionOutcome = 'corrected' | 'unknown-line' | 'still-open';

export interface HostEditsOptions {
  readonly meetingId: string;
  readonly store: CaptionStore;
  readonly transcript: Transcript;
  readonly languages: ActiveLanguages;
  readonly commits: LineCommits;
  /** Milliseconds, our clock. */
  readonly now: () => number;
}

export class HostEdits {
  readonly #options: HostEditsOptions;

  constructor(options: HostEditsOptions) {
    this.#options = options;
  }

  /** Replaces the text of a settled line; a corrected original is translated again in every language. */
  async correct(lineId: string, correction: Correction): Promise<CorrectionOutcome> {
    const { store, meetingId } = this.#options;
    const [line] = await store.lines(meetingId, [lineId]);
    if (line?.kind !== 'caption' || line.removed) return 'unknown-line';
    if (line.state !== 'settled') return 'still-open';
    if ('original' in correction) await this.#correctOriginal(line, correction.original);
    else if (needsTranslation(line, correction.language))
      await this.#correctTranslation(line, correction.language, correction.text);
    else await this.#correctOriginal(line, correction.text);
    return 'corrected';
  }

  #correctOriginal(line: SpokenLine, text: string): Promise<void> {
    const { transcript, commits, now } = this.#options;
    return commits.commit(transcript.edit(line, text, now()));
  }

  async #correctTranslation(line: SpokenLine, language: string, text: string): Promise<void> {
    const { store, meetingId, languages } = this.#options;
    const feed = languages.get(language);
    if (feed !== undefined) {
      for (const rendered of await store.rendered(meetingId, language, [line.id]))
        feed.correct(rendered, text);
      await feed.read(async () => undefined);
      return;
    }
    // In a language without readers only the correction is stored, and no line around it is translated.
    const { through } = await store.reserveVersions(meetingId, language, 1);
    const rendering = {
      ...personsContent(line, language, text),
      lineId: line.id,
      version: through,
      delayMs: 0,
    };
    await store.saveRenderings(meetingId, language, [rendering]);
  }
}
