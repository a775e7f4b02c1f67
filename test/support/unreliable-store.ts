import type { CaptionStore } from '../../server/captions/ports/caption-store.ts';

/** A caption store that says no, or takes its time, when a test wants it to. */
export class UnreliableStore implements CaptionStore {
  readonly #store: CaptionStore;
  /** What the next call of this method fails with; `undefined`: it is carried out. */
  fails: (method: keyof CaptionStore) => Error | undefined = () => undefined;

  /** Settles before the next call of this method is carried out. */
  waits: (method: keyof CaptionStore) => Promise<void> = async () => undefined;

  constructor(store: CaptionStore) {
    this.#store = store;
  }

  load: CaptionStore['load'] = (...call) => this.#do('load', () => this.#store.load(...call));
  commit: CaptionStore['commit'] = (...call) => this.#do('commit', () => this.#store.commit(...call));
  hasSegment: CaptionStore['hasSegment'] = (...call) =>
    this.#do('hasSegment', () => this.#store.hasSegment(...call));
  findSentence: CaptionStore['findSentence'] = (...call) =>
    this.#do('findSentence', () => this.#store.findSentence(...call));
  lines: CaptionStore['lines'] = (...call) => this.#do('lines', () => this.#store.lines(...call));
  saveStatus: CaptionStore['saveStatus'] = (...call) =>
    this.#do('saveStatus', () => this.#store.saveStatus(...call));
  lastVersion: CaptionStore['lastVersion'] = (...call) =>
    this.#do('lastVersion', () => this.#store.lastVersion(...call));
  reserveVersions: CaptionStore['reserveVersions'] = (...call) =>
    this.#do('reserveVersions', () => this.#store.reserveVersions(...call));
  saveRenderings: CaptionStore['saveRenderings'] = (...call) =>
    this.#do('saveRenderings', () => this.#store.saveRenderings(...call));
  newest: CaptionStore['newest'] = (...call) => this.#do('newest', () => this.#store.newest(...call));
  changes: CaptionStore['changes'] = (...call) => this.#do('changes', () => this.#store.changes(...call));
  rendered: CaptionStore['rendered'] = (...call) => this.#do('rendered', () => this.#store.rendered(...call));
  languages: CaptionStore['languages'] = (...call) =>
    this.#do('languages', () => this.#store.languages(...call));
  outdate: CaptionStore['outdate'] = (...call) => this.#do('outdate', () => this.#store.outdate(...call));
  linesAbove: CaptionStore['linesAbove'] = (...call) =>
    this.#do('linesAbove', () => this.#store.linesAbove(...call));
  unrendered: CaptionStore['unrendered'] = (...call) =>
    this.#do('unrendered', () => this.#store.unrendered(...call));
  lastRenderedPosition: CaptionStore['lastRenderedPosition'] = (...call) =>
    this.#do('lastRenderedPosition', () => this.#store.lastRenderedPosition(...call));

  async #do<T>(method: keyof CaptionStore, work: () => Promise<T>): Promise<T> {
    const failure = this.fails(method);
    if (failure !== undefined) throw failure;
    await this.waits(method);
    return await work();
  }
}
