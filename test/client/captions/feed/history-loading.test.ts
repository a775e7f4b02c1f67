/** Covers client/captions/feed/reading-place.ts. */
import { describe, expect, it } from 'vitest';
import { CaptionFeed } from '../../../../client/captions/feed/caption-feed.ts';
import { type AskHistory, loadHistory, partOf } from '../../../../client/captions/feed/history-loading.ts';
import { timeOf } from '../../../../shared/caption.ts';
import type { HistoryRequest } from '../../../../shared/panel-protocol.ts';
import { aBatch, aCaption, aWatchAnswer, liveStatus } from '../../../support/caption-lines.ts';

const lines = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, index) => aCaption(from + index));
const ended = { ...liveStatus, state: 'ended' as const };
/** The newest lines of a meeting of 400. */
const newest = aWatchAnswer({ version: 5, more: true, captions: lines(351, 400), status: ended });

/** A feed that shows what is around line 100, and what it asks for. */
async function feedAround(ask: AskHistory) {
  const feed = new CaptionFeed();
  const request = feed.beginWatch('es');
  feed.answerWatch(request, newest, await partOf({ kind: 'line', id: 'c100' }, newest, ask));
  return feed;
}

const positions = (feed: CaptionFeed) => {
  const { lines: shown } = feed.state.get();
  return [shown[0]?.position, shown[shown.length - 1]?.position, shown.length];
};

describe('a part of the past', () => {
  const asked: HistoryRequest[] = [];
  const ask: AskHistory = async (request) => {
    asked.push(request);
    const [from, to] = 'around' in request ? [51, 150] : 'after' in request ? [151, 250] : [1, 50];
    const newer = 'before' in request ? {} : { newer: true };
    return { ok: true, language: 'es', captions: lines(from, to), more: from > 1, ...newer };
  };

  it('is shown instead of the newest lines, and grows at both ends', async () => {
    const feed = await feedAround(ask);
    expect(positions(feed)).toEqual([51, 150, 100]);
    await loadHistory(feed, 'newer', ask);
    expect(positions(feed)).toEqual([51, 250, 200]);
    await loadHistory(feed, 'older', ask);
    expect(positions(feed)).toEqual([1, 250, 250]);
    expect(asked).toEqual([
      { around: 'c100', limit: 100 },
      { after: 150, limit: 100 },
      { before: 51, limit: 100 },
    ]);
  });

  it('takes changes of its own lines, and none from beyond its end', async () => {
    const feed = await feedAround(ask);
    const changed = aCaption(120, { version: 500, text: 'changed' });
    feed.apply(aBatch(5, 6, { upserts: [changed, aCaption(401, { version: 500 })] }));
    expect(positions(feed)).toEqual([51, 150, 100]);
    expect(feed.state.get().lines.find(({ id }) => id === 'c120')).toMatchObject({ text: 'changed' });
  });

  it('is left for the newest lines when these are asked for anew', async () => {
    const feed = await feedAround(ask);
    feed.see('c60');
    expect(feed.place).toEqual({ kind: 'line', id: 'c60' });
    const request = feed.beginWatch('es', true);
    expect(request).toEqual({ language: 'es' });
    feed.answerWatch(request, newest);
    feed.dropLeftovers();
    expect(positions(feed)).toEqual([351, 400, 50]);
    expect(feed.place).toBeUndefined();
  });

  it('is not there when the server does not answer: the newest lines are', async () => {
    const feed = await feedAround(() => Promise.reject(new Error('lost')));
    expect(positions(feed)).toEqual([351, 400, 50]);
  });
});

describe('where a reader begins', () => {
  const ask: AskHistory = async (request) => ({
    ok: true,
    language: 'es',
    captions: 'after' in request ? lines(1, 100) : [],
    more: false,
    newer: true,
  });

  it('at the beginning of a meeting that is over, and at the newest line of one that goes on', async () => {
    const place = { kind: 'beginning-when-ended' } as const;
    expect((await partOf(place, newest, ask))?.captions.map(timeOf)).toHaveLength(100);
    expect(await partOf(place, { ...newest, status: liveStatus }, ask)).toBeUndefined();
    // Everything is there.
    expect(await partOf(place, { ...newest, more: false }, ask)).toBeUndefined();
    expect(await partOf({ kind: 'line', id: 'c360' }, newest, ask)).toBeUndefined();
  });
});
