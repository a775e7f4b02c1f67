import type { Stage } from '../stage.ts';
import type { EngineQueue } from './engine-queue.ts';

/** Queues the text until the engine has a free slot. The queue may drop it for a more urgent text. */
export function waitForSlot(queue: Pick<EngineQueue, 'run'>): Stage {
  return (next) => async (request) => {
    const { callId: id = '', meetingId, targetLanguage, purpose } = request;
    const dropped = new AbortController();
    const signal = AbortSignal.any([request.signal, dropped.signal]);
    const drop = (reason: unknown) => dropped.abort(reason);
    return queue.run({ id, meetingId, targetLanguage, purpose, signal, drop }, () =>
      next({ ...request, signal }),
    );
  };
}
