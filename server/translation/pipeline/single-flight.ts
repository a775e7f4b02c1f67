import type { Engine, EngineAnswer } from '../engine.ts';
import type { EngineMeasures } from '../metering/engine-measures.ts';
import { questionKey } from './answer-cache.ts';
import type { EngineQueue } from './queue/engine-queue.ts';
import type { Handler, Stage, StageRequest } from './stage.ts';

/** A call and the number of callers that wait for it. */
interface Flight {
  readonly callId: string;
  readonly answer: Promise<EngineAnswer>;
  readonly abort: (reason: unknown) => void;
  waiters: number;
}

/**
 * Equal questions asked at the same time share one call. A caller whose `signal` aborts leaves with its reason; the call
 * itself ends when the last one has left.
 */
export function singleFlight(
  engine: Pick<Engine, 'name' | 'takesTerms' | 'acceptsContext'>,
  measures: Pick<EngineMeasures, 'answeredFromCache'>,
  queue: Pick<EngineQueue, 'raise'>,
): Stage {
  const flights = new Map<string, Flight>();
  let calls = 0;

  const start = (key: string, request: StageRequest, next: Handler): Flight => {
    const controller = new AbortController();
    calls += 1;
    const callId = String(calls);
    const abort = (reason: unknown) => controller.abort(reason);
    const answer = next({ ...request, callId, signal: controller.signal, drop: abort });
    const flight = { callId, answer, abort, waiters: 0 };
    flights.set(key, flight);
    const landed = () => {
      if (flights.get(key) === flight) flights.delete(key);
    };
    answer.then(landed, landed);
    return flight;
  };

  const join = (flight: Flight, { targetLanguage, purpose }: StageRequest): Flight => {
    measures.answeredFromCache({ engine: engine.name, language: targetLanguage });
    queue.raise(flight.callId, purpose);
    return flight;
  };

  return (next) => async (request) => {
    const key = questionKey(engine, request);
    const running = flights.get(key);
    const flight = running === undefined ? start(key, request, next) : join(running, request);
    flight.waiters += 1;
    try {
      return await untilAborted(flight.answer, request.signal);
    } finally {
      flight.waiters -= 1;
      if (flight.waiters === 0 && flights.get(key) === flight) {
        flights.delete(key);
        flight.abort(request.signal.reason);
      }
    }
  };
}

async function untilAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  signal.throwIfAborted();
  let leave: (() => void) | undefined;
  const left = new Promise<never>((_resolve, reject) => {
    leave = () => reject(signal.reason);
    signal.addEventListener('abort', leave, { once: true });
  });
  try {
    return await Promise.race([promise, left]);
  } finally {
    if (leave !== undefined) signal.removeEventListener('abort', leave);
  }
}
