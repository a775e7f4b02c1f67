/** Covers client/captions/feed/caption-feed.ts, client/captions/feed/feed-lines.ts, shared/caption.ts. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { withoutLeftovers } from '../../../../client/captions/feed/feed-lines.ts';
import {
  type BatchResult,
  batchArrived,
  emptyFeed,
  type FeedState,
  historyAnswered,
  historyStarted,
  statusArrived,
  trimmed,
  watchAnswered,
  watchRefused,
  watchRequest,
  watchStarted,
} from '../../../../client/captions/feed/feed-state.ts';
import type { Line } from '../../../../shared/caption.ts';
import type { CaptionBatch, WatchAnswer } from '../../../../shared/panel-protocol.ts';
import { aBatch, aCaption, aWatchAnswer } from '../../../support/caption-lines.ts';

describe('watching', () => {
  it('asks without `after` first, and after what it has when it reconnects', () => {
    expect(watchRequest(emptyFeed, 'es')).toEqual({ language: 'es' });
    const state = reading(aWatchAnswer({ version: 7 }));
    expect(watchRequest(state, 'es')).toEqual({ language: 'es', after: { epoch: 'e1', version: 7 } });
  });

  it('asks with the version it has although the language is served under another tag', () => {
    const state = reading(aWatchAnswer({ language: 'pt-BR', version: 3 }), 'pt');
    expect(watchRequest(state, 'pt')).toEqual({ language: 'pt', after: { epoch: 'e1', version: 3 } });
  });

  it('never asks for another language by the versions of this one, not even when the answer got lost', () => {
    const state = watchStarted(reading(aWatchAnswer({ version: 7 })), 'de');
    expect(watchRequest(state, 'de')).toEqual({ language: 'de' });
  });

  it('shows the newest lines in order of position', () => {
    const state = reading(aWatchAnswer({ version: 3, captions: [aCaption(20), aCaption(10)] }));
    expect(idsOf(state)).toEqual(['c10', 'c20']);
  });

  it('keeps a state that was told while the answer was due, and takes the one of the next answer', () => {
    const status = (state: 'waiting' | 'live') => ({ state, since: 1, start: 'no' }) as const;
    const request = watchRequest(emptyFeed, 'es');
    const answer = { ...aWatchAnswer({ version: 1 }), status: status('waiting') };
    const told = statusArrived(watchStarted(emptyFeed, 'es'), status('live'));
    const first = watchAnswered(told, request, answer).state;
    expect(first.status?.state).toBe('live');
    expect(watchAnswered(watchStarted(first, 'es'), request, answer).state.status?.state).toBe('waiting');
  });

  it('orders lines of the same position by their id', () => {
    const captions = [aCaption(1, { id: 'b' }), aCaption(1, { id: 'a' })];
    expect(idsOf(reading(aWatchAnswer({ version: 2, captions })))).toEqual(['a', 'b']);
  });

  it('merges what has changed since, and keeps the rest', () => {
    const state = reading(aWatchAnswer({ version: 2, captions: [aCaption(1), aCaption(2)] }));
    const answer = aWatchAnswer({
      version: 9,
      captions: [aCaption(2, { version: 8, text: 'nuevo' }), aCaption(3)],
    });
    const next = again(state, 'es', answer).state;
    expect(textsOf(next)).toEqual(['frase 1', 'nuevo', 'frase 3']);
    expect(next.room?.version).toBe(9);
  });

  it('clears what it has when the server says so', () => {
    const state = reading(aWatchAnswer({ version: 2, captions: [aCaption(1), aCaption(2)] }));
    expect(
      idsOf(again(state, 'es', aWatchAnswer({ reset: true, version: 600, captions: [aCaption(500)] })).state),
    ).toEqual(['c500']);
  });

  it('starts its versions anew on a switch of language', () => {
    const state = reading(aWatchAnswer({ version: 90, captions: [aCaption(1)] }));
    const german = aWatchAnswer({
      language: 'de',
      version: 4,
      captions: [aCaption(1, { text: 'Satz 1', version: 2 })],
    });
    const next = again(state, 'de', german).state;
    expect(textsOf(next)).toEqual(['Satz 1']);
    expect(next.room).toEqual({ asked: 'de', language: 'de', epoch: 'e1', version: 4 });
  });

  it('keeps what the new language has not brought yet, until it is loaded or not needed', () => {
    const spanish = [10, 20, 30, 40].map((position) => aCaption(position));
    const german = (position: number) =>
      aCaption(position, { version: 1, language: 'de', text: `Satz ${position}` });
    const state = reading(aWatchAnswer({ version: 90, captions: spanish }));
    const answer = aWatchAnswer({
      language: 'de',
      version: 4,
      more: true,
      captions: [german(30), german(40)],
    });
    const switched = again(state, 'de', answer).state;
    expect(textsOf(switched)).toEqual(['frase 10', 'frase 20', 'Satz 30', 'Satz 40']);
    expect(textsOf(withoutLeftovers(switched))).toEqual(['Satz 30', 'Satz 40']);
    const loaded = historyAnswered(historyStarted(switched), switched.generation, {
      ok: true,
      language: 'de',
      captions: [german(20)],
      more: true,
    });
    expect(textsOf(loaded)).toEqual(['frase 10', 'Satz 20', 'Satz 30', 'Satz 40']);
    expect(loaded.floor).toBe(20);
  });

  it('keeps nothing of another epoch, in which positions start anew', () => {
    const state = reading(aWatchAnswer({ version: 90, captions: [aCaption(10)] }));
    const answer = aWatchAnswer({ epoch: 'e2', version: 4, more: true, captions: [aCaption(30)] });
    expect(idsOf(again(state, 'es', answer).state)).toEqual(['c30']);
  });

  it('stays in its room when the language is refused, and says which one was', () => {
    const state = watchStarted(reading(aWatchAnswer({ version: 3, captions: [aCaption(1)] })), 'xx');
    const next = watchRefused(state, { language: 'xx' }, 'language-not-served');
    expect(next.requested).toBe('es');
    expect(next.refusal).toEqual({ code: 'language-not-served', language: 'xx' });
    expect(idsOf(next)).toEqual(['c1']);
  });
});

describe('batches', () => {
  const state = reading(aWatchAnswer({ version: 10, captions: [aCaption(1)] }));

  it('are applied when they follow on what we have', () => {
    const result = batchArrived(state, aBatch(10, 11, { upserts: [aCaption(2)] }));
    expect(result.outcome).toBe('applied');
    expect(idsOf(result.state)).toEqual(['c1', 'c2']);
    expect(result.state.room?.version).toBe(11);
  });

  it('are applied when they overlap with what we have', () => {
    expect(batchArrived(state, aBatch(4, 12, { upserts: [aCaption(2)] })).outcome).toBe('applied');
  });

  it('are ignored when they bring nothing new', () => {
    const result = batchArrived(state, aBatch(3, 10, { upserts: [aCaption(2)] }));
    expect(result.outcome).toBe('stale');
    expect(idsOf(result.state)).toEqual(['c1']);
  });

  it('reveal a gap when something is missing, and change nothing', () => {
    const result = batchArrived(state, aBatch(12, 13, { upserts: [aCaption(2)] }));
    expect(result.outcome).toBe('gap');
    expect(result.state).toBe(state);
  });

  it('reveal a gap by the empty beat of a quiet room', () => {
    expect(batchArrived(state, aBatch(11, 11)).outcome).toBe('gap');
    expect(batchArrived(state, aBatch(10, 10)).outcome).toBe('stale');
  });

  it.each([aBatch(10, 11, { language: 'de' }), aBatch(10, 11, { epoch: 'e2' })])(
    'are dropped when they are of another room or epoch',
    (batch) => {
      expect(batchArrived(state, batch).outcome).toBe('foreign');
    },
  );

  it('that overtake the answer to `watch` are applied after it', () => {
    let early = watchStarted(emptyFeed, 'es');
    early = batchArrived(early, aBatch(6, 7, { upserts: [aCaption(3)] })).state;
    early = batchArrived(early, aBatch(5, 6, { upserts: [aCaption(2)] })).state;
    const result = watchAnswered(
      early,
      { language: 'es' },
      aWatchAnswer({ version: 5, captions: [aCaption(1)] }),
    );
    expect(idsOf(result.state)).toEqual(['c1', 'c2', 'c3']);
    expect(result.state.room?.version).toBe(7);
  });

  it('that overtake the answer and leave a hole make the panel ask again', () => {
    const early = batchArrived(watchStarted(emptyFeed, 'es'), aBatch(8, 9, { upserts: [aCaption(9)] })).state;
    expect(watchAnswered(early, { language: 'es' }, aWatchAnswer({ version: 5 })).outcome).toBe('gap');
  });

  it('remove lines for good, even if an older answer still brings them', () => {
    const gone = batchArrived(state, aBatch(10, 11, { removed: ['c1'] })).state;
    expect(idsOf(gone)).toEqual([]);
    const late = batchArrived(gone, aBatch(11, 12, { upserts: [aCaption(1, { version: 12 })] })).state;
    expect(idsOf(late)).toEqual([]);
  });

  it('never put an older version of a line over a newer one', () => {
    const newer = batchArrived(
      state,
      aBatch(10, 12, { upserts: [aCaption(1, { version: 12, text: 'nueva' })] }),
    ).state;
    const older = again(
      newer,
      'es',
      aWatchAnswer({ version: 12, captions: [aCaption(1, { version: 11, text: 'vieja' })] }),
    );
    expect(textsOf(older.state)).toEqual(['nueva']);
  });

  it('tell of each caption once that it has settled', () => {
    const draft = batchArrived(
      state,
      aBatch(10, 11, { upserts: [aCaption(2, { version: 11, state: 'draft' })] }),
    );
    expect(draft.settled).toEqual([]);
    const settled = batchArrived(draft.state, aBatch(11, 12, { upserts: [aCaption(2, { version: 12 })] }));
    expect(settled.settled.map((caption) => caption.id)).toEqual(['c2']);
    const corrected = batchArrived(
      settled.state,
      aBatch(12, 13, { upserts: [aCaption(2, { version: 13, corrected: true })] }),
    );
    expect(corrected.settled).toEqual([]);
  });

  it('tell nothing of what was spoken before and is only translated now', () => {
    const pending = (position: number) =>
      aCaption(position, { version: 1, state: 'draft', origin: 'pending' });
    const joined = reading(aWatchAnswer({ version: 1, more: true, captions: [pending(40), pending(50)] }));
    const filled = batchArrived(
      joined,
      aBatch(1, 3, { upserts: [aCaption(50, { version: 2 }), aCaption(40, { version: 3 })] }),
    );
    expect(filled.settled).toEqual([]);
    const older = historyAnswered(historyStarted(filled.state), filled.state.generation, {
      ok: true,
      language: 'es',
      captions: [pending(30)],
      more: false,
    });
    const late = batchArrived(older, aBatch(3, 4, { upserts: [aCaption(30, { version: 4 })] }));
    expect(late.settled).toEqual([]);
    const spoken = batchArrived(late.state, aBatch(4, 5, { upserts: [aCaption(60, { version: 5 })] }));
    expect(spoken.settled.map(({ id }) => id)).toEqual(['c60']);
  });

  it('tell of a sentence that was open when the reader came, and has gone on since', () => {
    const open = (version: number, text: string) =>
      aCaption(50, { version, state: 'draft', original: { language: 'en', text } });
    const joined = reading(aWatchAnswer({ version: 1, captions: [open(1, 'We will')] }));
    const grown = batchArrived(joined, aBatch(1, 2, { upserts: [open(2, 'We will see')] }));
    const closed = batchArrived(grown.state, aBatch(2, 3, { upserts: [aCaption(50, { version: 3 })] }));
    expect(closed.settled.map(({ id }) => id)).toEqual(['c50']);
  });
});

describe('history', () => {
  const state = reading(aWatchAnswer({ version: 10, more: true, captions: [aCaption(50), aCaption(60)] }));

  it('is put before what is here, down to the beginning', () => {
    const next = historyAnswered(historyStarted(state), state.generation, {
      ok: true,
      language: 'es',
      captions: [aCaption(30), aCaption(40)],
      more: false,
    });
    expect(idsOf(next)).toEqual(['c30', 'c40', 'c50', 'c60']);
    expect(next.floor).toBeUndefined();
  });

  it('leaves no hole when an older line changes that is not loaded', () => {
    const next = batchArrived(state, aBatch(10, 11, { upserts: [aCaption(20, { version: 11 })] })).state;
    expect(idsOf(next)).toEqual(['c50', 'c60']);
    expect(next.floor).toBe(50);
  });

  it('does not overwrite a change that came while it was on its way', () => {
    const waiting = batchArrived(
      historyStarted(state),
      aBatch(10, 11, { upserts: [aCaption(40, { version: 11, text: 'nueva' })] }),
    ).state;
    const next = historyAnswered(waiting, waiting.generation, {
      ok: true,
      language: 'es',
      captions: [aCaption(40, { version: 4, text: 'vieja' })],
      more: true,
    });
    expect(textsOf(next)).toEqual(['nueva', 'frase 50', 'frase 60']);
  });

  it('is thrown away when the lines have started anew meanwhile', () => {
    const german = again(historyStarted(state), 'de', aWatchAnswer({ language: 'de', version: 1 })).state;
    const late = historyAnswered(german, state.generation, {
      ok: true,
      language: 'es',
      captions: [aCaption(40)],
      more: true,
    });
    expect(late.lines).toEqual([]);
  });

  it('can be loaded again after old lines were let go', () => {
    const kept = trimmed(reading(aWatchAnswer({ captions: [1, 2, 3, 4].map((n) => aCaption(n)) })), 2);
    expect(idsOf(kept)).toEqual(['c3', 'c4']);
    expect(kept.floor).toBe(3);
  });
});

describe('however the changes come in', () => {
  it('the same lines are on screen: any split, repetition, overlap or loss of batches', () => {
    fc.assert(
      fc.property(changesArbitrary, fc.array(fc.tuple(fc.nat(), fc.nat(), fc.boolean())), (changes, cuts) => {
        const whole = batchArrived(reading(aWatchAnswer()), batchOf(changes, 0, changes.length)).state;
        let state = reading(aWatchAnswer());
        const deliver = (batch: CaptionBatch) => {
          const result = batchArrived(state, batch);
          state = result.state;
          if (result.outcome === 'gap') state = again(state, 'es', answerAfter(changes, state)).state;
        };
        for (const [start, length, lost] of cuts) {
          const from = start % (changes.length + 1);
          if (!lost) deliver(batchOf(changes, from, Math.min(from + length, changes.length)));
        }
        deliver(aBatch(changes.length, changes.length));
        expect(state.lines).toEqual(whole.lines);
        expect(state.room?.version).toBe(changes.length);
      }),
    );
  });
});

/** A server's log: change n makes version n + 1. Positions never change; one id has one position. */
const changesArbitrary = fc
  .array(fc.tuple(fc.nat({ max: 12 }), fc.string({ maxLength: 4 })), { minLength: 1, maxLength: 30 })
  .map((changes) =>
    changes.map(([id, text], index) => aCaption(id * 7, { id: `l${id}`, text, version: index + 1 })),
  );

function newestOf(lines: readonly Line[]): Line[] {
  return [...new Map(lines.map((line) => [line.id, line])).values()];
}

function batchOf(changes: readonly Line[], from: number, version: number): CaptionBatch {
  return aBatch(from, version, { upserts: newestOf(changes.slice(from, version)) });
}

function answerAfter(changes: readonly Line[], state: FeedState): WatchAnswer {
  const captions = newestOf(changes.slice(state.room?.version ?? 0));
  return aWatchAnswer({ version: changes.length, captions });
}

function reading(answer: WatchAnswer, language = 'es'): FeedState {
  return again(emptyFeed, language, answer).state;
}

function again(state: FeedState, language: string, answer: WatchAnswer): BatchResult {
  return watchAnswered(watchStarted(state, language), watchRequest(state, language), answer);
}

function idsOf(state: FeedState): string[] {
  return state.lines.map((line) => line.id);
}

function textsOf(state: FeedState): string[] {
  return state.lines.map((line) => (line.kind === 'caption' ? line.text : line.kind));
}
