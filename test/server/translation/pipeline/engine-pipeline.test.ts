import { describe, expect, it } from 'vitest';
import { AnswerCache } from '../../../../server/translation/pipeline/answer-cache.ts';
import { PaidDrafts } from '../../../../server/translation/pipeline/draft-cost.ts';
import {
  createEnginePipeline,
  type EnginePipeline,
} from '../../../../server/translation/pipeline/engine-pipeline.ts';
import { EngineCounts } from '../../../support/engine-counts.ts';
import { memoryMeters } from '../../../support/memory-meters.ts';
import { failingEngine, readyEngine, stageRequest } from '../chains.ts';
import { silent } from '../stories.ts';

function pipelineOf(engine: Parameters<typeof createEnginePipeline>[0]['engine']) {
  const measures = new EngineCounts();
  const pipeline = createEnginePipeline({
    engine,
    cache: new AnswerCache(),
    paidDrafts: new PaidDrafts(),
    drafts: 'unmetered',
    meters: memoryMeters({ serverBudget: 10 }),
    measures,
    logger: silent,
    now: Date.now,
  });
  return { ...pipeline, measures };
}

function ask(pipeline: Pick<EnginePipeline, 'translate'>, text: string) {
  const request = stageRequest(text);
  return pipeline.translate(request, request.turn);
}

describe('the pipeline of an engine', () => {
  it('predicts without side effects whether the engine would be asked', async () => {
    const deepl = readyEngine('deepl', { metered: true });
    const pipeline = pipelineOf(deepl);
    expect(pipeline.wouldAsk(stageRequest('short'))).toBe(true);
    expect(pipeline.wouldAsk(stageRequest('longer than ten'))).toBe(false);
    expect(pipeline.wouldAsk(stageRequest('short'))).toBe(true);
    expect(deepl.asked).toEqual([]);
  });

  it('counts only what reaches the engine', async () => {
    const pipeline = pipelineOf(readyEngine('libre'));
    await ask(pipeline, 'Hello.');
    await ask(pipeline, 'Hello.');
    await expect(
      ask(pipelineOf(readyEngine('libre', { supports: () => false })), 'Hello.'),
    ).rejects.toMatchObject({ reason: 'not-offered' });
    expect(pipeline.measures.all).toMatchObject([{ engine: 'libre', calls: 1, cacheHits: 1 }]);
  });

  it('throws the failure of its engine, and reports its state', async () => {
    const pipeline = pipelineOf(failingEngine('libre', 'rate-limited').engine);
    await expect(ask(pipeline, 'Hello.')).rejects.toMatchObject({ kind: 'rate-limited' });
    expect(pipeline.state()).toEqual({ engine: 'libre', breaker: 'paused', running: 0, waiting: 0 });
    await expect(ask(pipeline, 'Bye.')).rejects.toMatchObject({ reason: 'closed' });
  });
});
