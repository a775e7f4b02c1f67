/** Parameters that some endpoints and models refuse: each is left out after its refusal. */
import { TranslationError } from '../../translation-error.ts';
import { SCHEMA_REFUSED_MS } from '../../translation-limits.ts';

export interface TakenParameters {
  /** Some models accept their default temperature only. */
  readonly takesTemperature: boolean;
  /** The endpoint holds the model to a JSON schema, so that it can only translate. */
  readonly answersJson: boolean;
}

/** The endpoint refuses a parameter, not the sentence. */
class ParameterRefused extends TranslationError {
  readonly parameter: keyof TakenParameters;

  constructor(parameter: keyof TakenParameters, status: number) {
    super('openai', 'network', `the endpoint refuses a parameter (${parameter})`, { status, counts: false });
    this.parameter = parameter;
  }
}

/** What one endpoint takes, as far as it has told. By the clock of `performance.now()`. */
export class ChatParameters {
  readonly #refusedUntil: Record<keyof TakenParameters, number> = { takesTemperature: 0, answersJson: 0 };

  /** A refused schema costs one more call at once. Without the temperature the next call of the chain is made. */
  async ask(call: (taken: TakenParameters) => Promise<string>): Promise<string> {
    const taken = this.#taken();
    try {
      return await call(taken);
    } catch (error) {
      if (!(error instanceof ParameterRefused)) throw error;
      this.#refusedUntil[error.parameter] = performance.now() + REFUSED_MS[error.parameter];
      if (error.parameter !== 'answersJson') throw error;
      return await call({ ...taken, answersJson: false });
    }
  }

  #taken(): TakenParameters {
    const isTaken = (parameter: keyof TakenParameters) => performance.now() >= this.#refusedUntil[parameter];
    return { takesTemperature: isTaken('takesTemperature'), answersJson: isTaken('answersJson') };
  }
}

const REFUSED_MS: Readonly<Record<keyof TakenParameters, number>> = {
  takesTemperature: Number.POSITIVE_INFINITY,
  answersJson: SCHEMA_REFUSED_MS,
};

export function parametersOf({ takesTemperature, answersJson }: TakenParameters): object {
  return {
    ...(takesTemperature ? { temperature: 0 } : {}),
    ...(answersJson ? { response_format: translationFormat } : {}),
  };
}

/**
 * Which of the sent parameters is refused. Servers word it differently, some answer 500; a bare 400 or 422 is held against the
 * schema, the younger of both.
 */
export function refusedParameter(
  status: number,
  body: string,
  { takesTemperature, answersJson }: TakenParameters,
): ParameterRefused | undefined {
  const isInvalid = status === 400 || status === 422;
  if (isInvalid && takesTemperature && /temperature/i.test(body))
    return new ParameterRefused('takesTemperature', status);
  const namesSchema = /response_format|json_schema|structured.?output|guided|grammar/i.test(body);
  return answersJson && (isInvalid || (namesSchema && status >= 400 && ![401, 403, 429].includes(status)))
    ? new ParameterRefused('answersJson', status)
    : undefined;
}

const translationFormat = {
  type: 'json_schema',
  json_schema: {
    name: 'translation',
    strict: true,
    schema: {
      type: 'object',
      properties: { translation: { type: 'string' } },
      required: ['translation'],
      additionalProperties: false,
    },
  },
} as const;
