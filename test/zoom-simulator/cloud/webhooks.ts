import { randomUUID } from 'node:crypto';
import { isObject, parseJson } from './json.ts';
import { validationToken, webhookSignature } from './signatures.ts';
import { webhookAnswerLimitMs } from './timing.ts';

export interface WebhookOptions {
  /** The signature is well formed and wrong. */
  readonly badSignature?: boolean;
  /** No signature headers at all. */
  readonly unsigned?: boolean;
  /** The clock of the signature; default now. */
  readonly timestampMs?: number;
  /** `event_ts`; default now, and never twice the same. */
  readonly eventTs?: number;
  /** No `event_ts` at all. */
  readonly undated?: boolean;
  /** These bytes instead of the event and payload; the signature is over them. */
  readonly raw?: string;
  /** The payload under `payload.object`, as some of Zoom's pages have it. */
  readonly nested?: boolean;
}

export interface WebhookAnswer {
  readonly status: number;
  /** Parsed if it is JSON, else the text. */
  readonly body: unknown;
}

/** A webhook as it was sent: enough to send the same bytes again. */
export interface SentWebhook {
  readonly event: string;
  readonly raw: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly answer: WebhookAnswer;
}

export interface WebhookSender {
  readonly sent: readonly SentWebhook[];
  install(url: string): void;
  readonly isInstalled: boolean;
  send(event: string, payload: unknown, options?: WebhookOptions): Promise<WebhookAnswer>;
  /** The same bytes again, as after a time-out: with the old headers, or signed anew. */
  sendAgain(webhook: SentWebhook, headers?: 'same' | 'fresh'): Promise<WebhookAnswer>;
  validate(
    options?: WebhookOptions & { readonly plainToken?: string },
  ): Promise<WebhookAnswer & { readonly isValid: boolean }>;
}

export function createWebhookSender(
  secretToken: string,
  violation: (sentence: string) => void,
): WebhookSender {
  const sent: SentWebhook[] = [];
  let target: string | undefined;
  let lastEventTs = 0;

  const post = async (
    event: string,
    raw: string,
    headers: Record<string, string>,
  ): Promise<WebhookAnswer> => {
    if (target === undefined) throw new Error('installWebhook(url) comes before the first webhook');
    const startedAt = performance.now();
    const response = await fetch(target, { method: 'POST', headers, body: raw, redirect: 'manual' });
    const text = await response.text();
    if (performance.now() - startedAt > webhookAnswerLimitMs)
      violation(`webhook ${event} answered after more than 3 s`);
    const answer = { status: response.status, body: parseJson(text) ?? text };
    sent.push({ event, raw, headers, answer });
    return answer;
  };

  const send = (event: string, payload: unknown, options: WebhookOptions = {}): Promise<WebhookAnswer> => {
    lastEventTs = Math.max(Date.now(), lastEventTs + 1);
    const body = {
      event,
      ...(options.undated === true ? {} : { event_ts: options.eventTs ?? lastEventTs }),
      payload: options.nested === true ? { object: payload } : payload,
    };
    const raw = options.raw ?? JSON.stringify(body);
    return post(event, raw, headersFor(secretToken, raw, options));
  };

  return {
    sent,
    install: (url) => {
      target = url;
    },
    get isInstalled() {
      return target !== undefined;
    },
    send,
    sendAgain: (webhook, headers = 'same') =>
      post(
        webhook.event,
        webhook.raw,
        headers === 'same' ? { ...webhook.headers } : headersFor(secretToken, webhook.raw, {}),
      ),
    validate: async ({ plainToken = randomUUID().replaceAll('-', '').slice(0, 22), ...options } = {}) => {
      const answer = await send('endpoint.url_validation', { plainToken }, options);
      const isValid =
        answer.status === 200 &&
        isObject(answer.body) &&
        answer.body.plainToken === plainToken &&
        answer.body.encryptedToken === validationToken(secretToken, plainToken);
      return { ...answer, isValid };
    },
  };
}

function headersFor(secretToken: string, raw: string, options: WebhookOptions): Record<string, string> {
  const seconds = Math.floor((options.timestampMs ?? Date.now()) / 1000);
  const key = options.badSignature === true ? `not-${secretToken}` : secretToken;
  return {
    'content-type': 'application/json; charset=utf-8',
    'user-agent': 'Zoom Marketplace/1.0a',
    'x-zm-request-id': randomUUID(),
    'x-zm-trackingid': `WEB_${randomUUID()}`,
    ...(options.unsigned === true
      ? {}
      : {
          'x-zm-request-timestamp': String(seconds),
          'x-zm-signature': webhookSignature(key, seconds, raw),
        }),
  };
}
