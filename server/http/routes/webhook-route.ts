import { type Request, Router } from 'express';
import { routes } from '../../../shared/routes.ts';
import type { Logger } from '../../logger.ts';
import { parseWebhook } from '../../zoom/webhooks/events.ts';
import { isFresh } from '../../zoom/webhooks/freshness.ts';
import { isSignedByZoom } from '../../zoom/webhooks/signature.ts';
import { answerUrlValidation } from '../../zoom/webhooks/url-validation.ts';
import type { WebhookInbox } from '../../zoom/webhooks/webhook-inbox.ts';
import { HttpProblem } from '../answers/problem.ts';
import { requestFacts } from '../answers/request-id.ts';
import { readBody } from '../limits/request-body.ts';

/** Zoom repeats by its own schedule. */
const RETRY_AFTER_S = 5;

export interface WebhookRouteOptions {
  readonly secretToken: string;
  readonly inbox: WebhookInbox;
  readonly logger: Logger;
  /** Milliseconds since 1970. */
  readonly now?: () => number;
}

/** `POST /webhook`: verify, store, answer 200 within Zoom's 3 s, act. */
export function createWebhookRoute(options: WebhookRouteOptions): Router {
  const { secretToken, inbox, logger } = options;
  const now = options.now ?? Date.now;
  const router = Router();
  router.post(routes.webhook, async (request, response) => {
    // The signature covers the raw bytes, whatever the content type.
    const body = await readBody(request);
    const timestamp = request.get('x-zm-request-timestamp') ?? '';
    const signed = isSigned(request, timestamp, body);
    const received = parseWebhook(body, signed ? Number(timestamp) * 1_000 : now());
    if (received.kind === 'url-validation') {
      if (signed) requireFresh('endpoint.url_validation', timestamp);
      const answer = answerUrlValidation(received.plainToken, { signed, secretToken });
      if (answer === undefined) throw refused('A challenge like this is not signed here.');
      response.json(answer);
      return;
    }
    if (!signed) throw refused('This webhook carries no signature.');
    if (received.kind === 'malformed')
      throw new HttpProblem(400, 'webhook-malformed', `Cannot act on this: ${received.reason}.`);
    requireFresh(received.name, timestamp);
    const facts = {
      ...requestFacts(response),
      event: received.name,
      ...('streamId' in received.event ? { streamId: received.event.streamId } : {}),
    };
    if (received.event.type === 'unknown') {
      logger.info(facts, 'a webhook without use here is ignored');
      response.status(200).end();
      return;
    }
    const isNew = await inbox.commit(received, now()).catch((cause: unknown) => {
      logger.error({ ...facts, err: cause }, 'a webhook could not be stored; Zoom repeats it');
      throw new HttpProblem(503, 'store-unavailable', 'The event could not be kept. Send it again.', {
        cause,
        retryAfterS: RETRY_AFTER_S,
      });
    });
    response.status(200).end();
    logger.info({ ...facts, isNew }, 'webhook received');
    // The inbox owns the event and its failures.
    if (isNew) void inbox.act(received.key, received.event);
  });
  return router;

  /** A challenge may be unsigned; a wrong signature is refused. */
  function isSigned(request: Request, timestamp: string, body: Buffer): boolean {
    const signature = request.get('x-zm-signature');
    if (signature === undefined) return false;
    if (!isSignedByZoom(secretToken, { signature, timestamp, body }))
      throw refused('The signature is not Zoom’s.');
    return true;
  }

  function requireFresh(event: string, timestamp: string): void {
    if (!isFresh(event, timestamp, now())) throw refused('This webhook is too old, or from the future.');
  }
}

function refused(detail: string): HttpProblem {
  return new HttpProblem(401, 'webhook-refused', detail);
}
