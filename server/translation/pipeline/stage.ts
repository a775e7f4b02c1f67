import type { TermMatch, TranslationRequest } from '../../captions/ports/translator.ts';
import type { EngineAnswer, EngineRequest } from '../engine.ts';

/** One text for one engine, between the stages. */
export interface PipelineRequest
  extends Omit<TranslationRequest, 'terms'>,
    Pick<EngineRequest, 'terms' | 'isReminder' | 'isXml'> {
  /** The glossary terms and names that occur in the text. */
  readonly found: readonly TermMatch[];
  /** Names the call that several equal requests share. */
  readonly callId?: string;
  /** Ends that call for all of them, with this reason. */
  readonly drop?: (reason: unknown) => void;
}

/** The request with what the chain knows of its engines. */
export interface StageRequest extends PipelineRequest {
  readonly turn: Turn;
  /** Names everything the answer depends on: equal questions share an answer. */
  readonly question: string;
}

/** One engine's turn in the chain. */
interface Turn {
  /** When the time of the whole chain is over. */
  readonly endsAt: number;
  /** Rounds of the chain that failed before this one. */
  readonly failedRounds: number;
  /** Machine engines that failed before this one. */
  readonly failedMachines: number;
  /** The engine that failed last. */
  readonly failedEngine: string | undefined;
  /** How many engines after this one could be asked. */
  readonly enginesAfter: () => number;
}

export type Handler = (request: StageRequest) => Promise<EngineAnswer>;

/**
 * A stage answers, passes the request on (changed or not), or rejects. One that only passes on returns the promise of the next:
 * each `async` function in between would make three more for every text.
 */
export type Stage = (next: Handler) => Handler;

export type NamedStage = readonly [name: string, stage: Stage];

/** The first stage of the list meets the request first, `engine` last. */
export function compose(stages: readonly NamedStage[], engine: Handler): Handler {
  return stages.reduceRight((next, [, stage]) => stage(next), engine);
}

/**
 * `not-offered`: not for this text, or not before the operator acts · `closed`: could be asked in a while · `over-budget`: the
 * meeting's cap is reached · `not-ready`: it is getting what the pair needs · `draft-not-taken`: nor may a later engine translate this draft · `time-over`: for every engine.
 */
export type PassedOverReason =
  | 'not-offered'
  | 'closed'
  | 'over-budget'
  | 'not-ready'
  | 'draft-not-taken'
  | 'time-over';

/** The engine was not asked. */
export class PassedOver extends Error {
  override readonly name = 'PassedOver';
  readonly reason: PassedOverReason;

  constructor(reason: PassedOverReason) {
    super(`The engine was not asked: ${reason}`);
    this.reason = reason;
  }
}
