import { noGlossaries } from '../../server/captions/terms/meeting-terms.ts';

/** The parts of live meetings that most stories do not look at. */
export const quietCaptions = {
  glossaries: { glossariesOf: async () => noGlossaries },
  measures: { settled: () => undefined },
  now: () => Date.now(),
  running: <T>(_label: string, work: () => T): T => work(),
};
