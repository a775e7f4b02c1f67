import type { Stage } from '../stage.ts';
import type { EngineQueue } from './engine-queue.ts';

function cannotDrop(): never {
  throw new Error('A request outside a shared call cannot be dropped.');
}

/** Queues the text until the engine has a free slot. The queue may drop it for a more urgent text. */
export function waitForSlot(queue: Pick<EngineQueue, 'run'>): Stage {
  return (next) => (request) => {
    const { callId: id = '', meetingId, targetLanguage, purpose, signal, drop = cannotDrop } = request;
    return queue.run({ id, meetingId, targetLanguage, purpose, signal, drop }, () => next(request));
  };
}
