import { closeServer, type HttpCall, listen } from './http-server.ts';
import { isObject, type JsonObject, parseJson } from './json.ts';

export interface ReceivedWebhook {
  readonly call: HttpCall;
  readonly event: string;
  readonly body: JsonObject;
}

/** An address for webhooks that agrees with everything, for the simulator's own tests. */
interface WebhookInbox extends AsyncDisposable {
  readonly url: string;
  readonly received: readonly ReceivedWebhook[];
  /** Resolves when a webhook of this name is there (the first that was not taken yet). */
  next(event: string): Promise<JsonObject>;
}

export async function openInbox(
  answer: (body: JsonObject) => { status: number; body?: unknown } = () => ({ status: 200 }),
) {
  const received: ReceivedWebhook[] = [];
  const taken = new Set<ReceivedWebhook>();
  let wake: () => void = () => undefined;
  const { server, url } = await listen(0, (call) => {
    const body = parseJson(call.body);
    const known = isObject(body) ? body : {};
    received.push({ call, event: String(known.event), body: known });
    wake();
    return answer(known);
  });
  const inbox: WebhookInbox = {
    url: `${url}/webhook`,
    received,
    next: async (event) => {
      for (;;) {
        const found = received.find((one) => one.event === event && !taken.has(one));
        if (found !== undefined) {
          taken.add(found);
          return found.body;
        }
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
    },
    [Symbol.asyncDispose]: () => closeServer(server),
  };
  return inbox;
}
