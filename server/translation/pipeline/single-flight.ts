import type { Engine, EngineAnswer } from '../engine.ts';
import type { EngineMeasures } from '../metering/engine-measures.ts';
import { TranslationError } from '../translation-error.ts';
import { PRIORITY } from '../translation-limits.ts';
import { patienceMs } from './deadline.ts';
import type { EngineQueue } from './queue/engine-queue.ts';
import type { Handler, Stage, StageRequest } from './stage.ts';

/** A call and the number of callers that wait for it. */
interface Flight {
  readonly callId: string;
  readonly answer: Promise<EngineAnswer>;
  readonly abort: (reason: unknown) => void;
  waiters: number;
}

interface SharedCalls {
  readonly measures: Pick<EngineMeasures, 'answeredFromCache'>;
  readonly queue: Pick<EngineQueue, 'raise'>;
  readonly now: () => number;
}

/**
 * Equal questions asked at the same time share one call. A caller leaves when its `signal` aborts or its time for this engine
 * is over; the call itself ends when the last one has left.
 */
export function singleFlight(
  engine: Pick<Engine, 'name' | 'origin'>,
  { measures, queue, now }: SharedCalls,
): Stage {
  const flights = new Map<string, Flight>();
  let calls = 0;

  const start = (request: StageRequest, next: Handler): Flight => {
    const { question } = request;
    const controller = new AbortController();
    calls += 1;
    const callId = String(calls);
    const abort = (reason: unknown) => controller.abort(reason);
    const answer = next({ ...request, callId, signal: controller.signal, drop: abort });
    const flight = { callId, answer, abort, waiters: 0 };
    flights.set(question, flight);
    const landed = () => {
      if (flights.get(question) === flight) flights.delete(question);
    };
    answer.then(landed, landed);
    return flight;
  };

  const join = (flight: Flight, { targetLanguage, purpose }: StageRequest): Flight => {
    measures.answeredFromCache({ engine: engine.name, language: targetLanguage });
    queue.raise(flight.callId, purpose);
    return flight;
  };

  const leave = (flight: Flight, { question }: StageRequest, reason: unknown): void => {
    flight.waiters -= 1;
    if (flight.waiters > 0 || flights.get(question) !== flight) return;
    flights.delete(question);
    flight.abort(reason);
  };

  return (next) => (request) => {
    const running = flights.get(request.question);
    const flight = running === undefined ? start(request, next) : join(running, request);
    flight.waiters += 1;
    const waitMs = patienceMs(engine, request, now());
    return answerInTime(flight.answer, engine.name, request, waitMs, (reason) =>
      leave(flight, request, reason),
    );
  };
}

/**
 * The answer of a shared call for one caller. One promise with a timer and a listener: a signal for each caller would cost more
 * than the rest of the stage.
 * @throws {TranslationError} when the caller leaves, and what the call throws.
 */
function answerInTime(
  answer: Promise<EngineAnswer>,
  engine: string,
  { signal, purpose }: StageRequest,
  waitMs: number,
  onLeave: (reason: TranslationError) => void,
): Promise<EngineAnswer> {
  return new Promise((resolve, reject) => {
    const end = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', left);
    };
    const leave = (reason: TranslationError) => {
      end();
      onLeave(reason);
      reject(reason);
    };
    const left = () => leave(new TranslationError(engine, 'cancelled', 'every caller has left'));
    // The short deadline of a draft says nothing about the engine.
    const counts = PRIORITY[purpose] !== PRIORITY.draft;
    const late = () =>
      leave(new TranslationError(engine, 'timeout', `no answer in ${waitMs} ms`, { counts }));
    const timer = setTimeout(late, waitMs);
    signal.addEventListener('abort', left);
    answer.then(
      (value) => {
        end();
        resolve(value);
      },
      (error) => {
        end();
        reject(error);
      },
    );
  });
}
