import { close, emptyJoiner, type JoinerState, push } from '../../../../server/captions/sentences/joiner.ts';
import { sentenceText } from '../../../../server/captions/sentences/pieces/sentence.ts';

/** Gives the joiner one segment a second, and returns the sentences that close at each. */
export function speak(segments: readonly string[], sourceLanguage = 'en') {
  let state: JoinerState = emptyJoiner;
  const closed = segments.map((text, index) => {
    const step = push(state, { segment: index, text, sourceLanguage }, index * 1_000);
    state = step.state;
    return step.closed.map(sentenceText);
  });
  return { closed, state, tail: close(state).closed.map(sentenceText) };
}
