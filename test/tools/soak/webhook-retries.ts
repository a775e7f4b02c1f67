/** Zoom sends a webhook again that was not answered well. */
import { delay } from '../../../server/lib/delay.ts';
import type { ZoomSimulator } from '../../zoom-simulator/zoom-simulator.ts';
import type { Counts } from './counts.ts';

const LOOK_EVERY_MS = 1_000;

/** Until `signal` aborts; then once more, until nothing is left to send again. */
export async function webhookRetries(
  zoom: ZoomSimulator,
  counts: Counts,
  signal: AbortSignal,
): Promise<void> {
  let seen = 0;
  for (;;) {
    const isLast = signal.aborted;
    const failed = zoom.webhooks.slice(seen).filter(({ answer }) => answer.status >= 500);
    seen = zoom.webhooks.length;
    for (const webhook of failed) {
      counts.add('webhooks sent again');
      await zoom.repeatWebhook(webhook, 'fresh');
    }
    if (isLast && failed.length === 0) return;
    await delay(LOOK_EVERY_MS, isLast ? undefined : signal);
  }
}
