import type { Endpoints } from './endpoints.ts';
import type { Timing } from './timing.ts';
import type { WebhookAnswer, WebhookOptions } from './webhooks.ts';

/** What the parts of the pretend cloud share. */
export interface Cloud {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly accountId: string;
  readonly timing: Timing;
  readonly endpoints: Endpoints;
  violation(sentence: string): void;
  /** Sends a signed webhook to the installed address; `undefined` when none is installed. */
  deliver(event: string, payload: object, options?: WebhookOptions): Promise<WebhookAnswer | undefined>;
  /** Keeps work that nobody waits for, until the simulator is disposed. */
  own(work: Promise<unknown>): void;
}
