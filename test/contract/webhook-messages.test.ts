/** Covers server/zoom/webhooks/signature.ts, server/zoom/webhooks/zoom-event.ts. */
import { readdirSync, readFileSync } from 'node:fs';
import express from 'express';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { createErrorHandler } from '../../server/http/error-handler.ts';
import { createWebhookRoute } from '../../server/http/webhook-route.ts';
import { createLogger } from '../../server/logger.ts';
import { WebhookInbox } from '../../server/zoom/webhooks/webhook-inbox.ts';
import type { ZoomEvent } from '../../server/zoom/webhooks/zoom-event.ts';
import { listen } from '../support/http-stage.ts';
import { InMemoryWebhooks } from '../support/in-memory-zoom.ts';

const golden = z.array(
  z.object({
    note: z.string().optional(),
    raw: z.string(),
    headers: z.record(z.string(), z.string()),
    credentials: z.object({ secretToken: z.string() }),
    expected: z
      .object({ status: z.union([z.number(), z.literal('refused')]), body: z.unknown().optional() })
      .optional(),
  }),
);
const directory = new URL('./golden/', import.meta.url);
const messages = readdirSync(directory)
  .filter((name) => name.startsWith('webhook-'))
  .flatMap((name) =>
    golden
      .parse(JSON.parse(readFileSync(new URL(name, directory), 'utf8')))
      .map((message) => ({ name, ...message })),
  );
/** When the golden webhooks were signed. */
const signedAt = 1_626_230_691_000;

async function deliver(message: (typeof messages)[number], raw = message.raw) {
  const acted: ZoomEvent[] = [];
  const logger = createLogger('silent');
  await using inbox = new WebhookInbox({
    store: new InMemoryWebhooks(),
    logger,
    act: async (event) => void acted.push(event),
  });
  const app = express();
  app.use(
    createWebhookRoute({
      secretToken: message.credentials.secretToken,
      inbox,
      logger,
      now: () => signedAt + 1_000,
    }),
  );
  app.use(createErrorHandler(logger));
  await using server = await listen(app);
  const answer = await fetch(`${server.url}/webhook`, {
    method: 'POST',
    headers: message.headers,
    body: raw,
  });
  return { status: answer.status, text: await answer.text(), acted };
}

const events = messages.filter((message) => message.expected === undefined);
const challenges = messages.filter((message) => message.expected !== undefined);

describe('webhooks as Zoom sends them', () => {
  it.each(events)('$name is accepted: $note', async (message) => {
    const { status, acted } = await deliver(message);
    expect(status).toBe(200);
    const { event } = z.object({ event: z.string() }).parse(JSON.parse(message.raw));
    const type = meaning(event);
    expect(acted).toEqual(type === undefined ? [] : [expect.objectContaining({ type })]);
  });

  it.each(events)('$name is refused with one byte more: $note', async (message) => {
    const { status, acted } = await deliver(message, `${message.raw} `);
    expect({ status, acted }).toEqual({ status: 401, acted: [] });
  });

  it.each(challenges)('$name: $note', async ({ expected, ...message }) => {
    const { status, text } = await deliver(message);
    if (expected?.status === 'refused') {
      expect(status).toBeGreaterThanOrEqual(400);
      expect(text).not.toMatch(/[0-9a-f]{64}/);
    } else {
      expect({ status, body: JSON.parse(text) }).toEqual(expected);
    }
  });
});

/** `undefined`: an event without use here. */
function meaning(event: string): ZoomEvent['type'] | undefined {
  if (event.endsWith('.rtms_started')) return 'stream-started';
  if (event.endsWith('.rtms_stopped')) return 'stream-stopped';
  if (event.endsWith('.rtms_interrupted')) return 'stream-interrupted';
  if (event === 'meeting.started') return 'meeting-started';
  if (event === 'meeting.ended') return 'meeting-ended';
  if (event === 'meeting.participant_joined') return 'participant-joined';
  return event === 'app_deauthorized' ? 'app-deauthorized' : undefined;
}
