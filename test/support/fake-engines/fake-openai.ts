import { type FakeService, fakeTranslation, type Reply, startFakeService } from './fake-service.ts';

interface ChatMessage {
  readonly role: string;
  readonly content: string;
}

/** What the model answers to a conversation. */
export type Model = (messages: readonly ChatMessage[]) => string;

/** A model that does as it is told: the last sentence, marked with the language its instructions name in brackets. */
export const obedientModel: Model = (messages) => {
  const target = /\(([A-Za-z-]+)\)\.?$/m.exec(messages[0]?.content ?? '')?.[1] ?? '?';
  const speech = /<speech>(.*)<\/speech>/s.exec(messages.at(-1)?.content ?? '')?.[1] ?? '';
  return fakeTranslation(speech, target);
};

export interface FakeOpenaiOptions {
  readonly key?: string;
  readonly model?: string;
  readonly say?: Model;
  readonly finishReason?: string;
  /** As newer models do. */
  readonly refusesTemperature?: boolean;
  /** `kept`: the answer is JSON by the schema · a refusal as some servers word it. Absent: it is ignored, as by others. */
  readonly schema?: 'kept' | { readonly status: number; readonly message: string };
}

/** OpenAI's `POST /v1/chat/completions`, with bearer key and without streaming. */
export function startFakeOpenai(options: FakeOpenaiOptions = {}): Promise<FakeService> {
  const { key, model = 'fake-model', say = obedientModel, finishReason = 'stop' } = options;
  return startFakeService({
    answer: ({ method, path, headers, body }) => {
      if (method !== 'POST' || path !== '/v1/chat/completions') return problem(404, 'Invalid URL', null);
      if (key !== undefined && headers.authorization !== `Bearer ${key}`) {
        return problem(401, 'Incorrect API key provided', 'invalid_api_key');
      }
      if (headers['content-type'] !== 'application/json') return problem(400, 'Not JSON', null);
      const request = new Map<string, unknown>(
        typeof body === 'object' && body !== null ? Object.entries(body) : [],
      );
      if (request.get('model') !== model) return problem(404, 'The model does not exist', 'model_not_found');
      if (options.refusesTemperature === true && request.has('temperature')) {
        return problem(
          400,
          "Unsupported value: 'temperature' does not support 0 with this model.",
          'unsupported_value',
        );
      }
      const format = request.get('response_format');
      const { schema } = options;
      if (format !== undefined && typeof schema === 'object')
        return { status: schema.status, body: { error: { message: schema.message } } };
      const isKept = schema === 'kept' && isTranslationFormat(format);
      const messages = messagesIn(request.get('messages'));
      if (messages === undefined) return problem(400, "'messages' is wrong", 'invalid_type');
      return {
        translation: isKept ? JSON.stringify({ translation: say(messages) }) : say(messages),
        wrap: (content) => ({
          id: 'chatcmpl-1',
          object: 'chat.completion',
          model,
          choices: [{ index: 0, message: { role: 'assistant', content }, finish_reason: finishReason }],
          usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
        }),
      };
    },
  });
}

function isTranslationFormat(format: unknown): boolean {
  return /^\{"type":"json_schema","json_schema":\{"name":"\w+","strict":true,"schema":\{"type":"object".*"additionalProperties":false\}\}\}$/.test(
    JSON.stringify(format) ?? '',
  );
}

function messagesIn(value: unknown): readonly ChatMessage[] | undefined {
  if (!Array.isArray(value) || value.length === 0) return undefined;
  const messages = value.flatMap((item: unknown): ChatMessage[] => {
    if (typeof item !== 'object' || item === null || !('role' in item) || !('content' in item)) return [];
    const { role, content } = item;
    const known = role === 'system' || role === 'user' || role === 'assistant';
    return known && typeof content === 'string' ? [{ role, content }] : [];
  });
  return messages.length === value.length ? messages : undefined;
}

function problem(status: number, message: string, code: string | null): Reply {
  return { status, body: { error: { message, type: 'invalid_request_error', param: null, code } } };
}
