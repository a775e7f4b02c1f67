/** Messages between nodes. Redis keeps none of them: each says what may be read from the database instead, and may be lost. */
import { nanoid } from 'nanoid';
import { delay } from '../../lib/delay.ts';
import type { Logger } from '../../logger.ts';
import type { Channels } from '../redis/channels.ts';
import { type NodeMessage, type NodeQuestion, parseNodeMessage } from './node-messages.ts';

const EVERY_NODE = 'nodes';
/** A person waits for the answer. */
const ANSWER_LIMIT_MS = 5_000;
/** What must reach the others is repeated for so long while Redis is away. */
const REPEAT_EVERY_MS = 500;
const REPEAT_FOR_MS = 10 * 60_000;

export interface NodeBusOptions {
  readonly channels: Channels;
  readonly nodeId: string;
  readonly logger: Logger;
}

type Handler = (message: NodeMessage, from: string) => void;

/** The other node did not answer in time. */
export class NodeSilent extends Error {
  override readonly name = 'NodeSilent';
  readonly retryable = true;
}

export class NodeBus implements Disposable {
  readonly #options: NodeBusOptions;
  readonly #handlers = new Set<Handler>();
  readonly #waiting = new Map<string, (answer: unknown) => void>();
  readonly #disposed = new AbortController();

  constructor(options: NodeBusOptions) {
    this.#options = options;
    const { channels, nodeId } = options;
    const receive = (raw: Buffer) => this.#receive(raw);
    channels.subscribe(channels.name(EVERY_NODE), receive);
    channels.subscribe(channels.name(channelOf(nodeId)), receive);
  }

  onMessage(handler: Handler): void {
    this.#handlers.add(handler);
  }

  /** To every other node; lost while Redis is away. */
  tellAll(message: NodeMessage): void {
    void this.#publish(EVERY_NODE, message);
  }

  /** To every other node that Redis can reach, however long Redis is away. Settles when Redis has taken it, or is away too long. */
  async tellAllSurely(message: NodeMessage): Promise<void> {
    const { signal } = this.#disposed;
    const giveUpAt = performance.now() + REPEAT_FOR_MS;
    // This node hears it as well, unless Redis is away.
    while ((await this.#publish(EVERY_NODE, message)) === 0) {
      if (signal.aborted || performance.now() > giveUpAt) return;
      await delay(REPEAT_EVERY_MS, signal);
    }
  }

  /** @returns whether that node has received it; nobody needs to wait for that. Never rejects. */
  async tell(nodeId: string, message: NodeMessage): Promise<boolean> {
    return (await this.#publish(channelOf(nodeId), message)) > 0;
  }

  /** @throws {NodeSilent} */
  ask(nodeId: string, question: NodeQuestion): Promise<unknown> {
    const id = nanoid();
    return new Promise((resolve, reject) => {
      const limit = setTimeout(() => {
        this.#waiting.delete(id);
        reject(new NodeSilent('The node that serves this meeting did not answer in time.'));
      }, ANSWER_LIMIT_MS);
      this.#waiting.set(id, (answer) => {
        clearTimeout(limit);
        this.#waiting.delete(id);
        resolve(answer);
      });
      void this.tell(nodeId, { ...question, id });
    });
  }

  [Symbol.dispose](): void {
    this.#disposed.abort();
    this.#handlers.clear();
  }

  #publish(channel: string, message: NodeMessage): Promise<number> {
    const { channels, nodeId } = this.#options;
    return channels.publish(channels.name(channel), JSON.stringify({ from: nodeId, message }));
  }

  #receive(raw: Buffer): void {
    const { logger, nodeId } = this.#options;
    const parsed = parseNodeMessage(raw.toString());
    if (parsed === undefined) {
      logger.warn(
        { bytes: raw.length },
        'a message of another node cannot be read; do all nodes run the same release?',
      );
      return;
    }
    const { from, message } = parsed;
    if (from === nodeId) return;
    if (message.type === 'answer') this.#waiting.get(message.id)?.(message.answer);
    else for (const handler of this.#handlers) handler(message, from);
  }
}

function channelOf(nodeId: string): string {
  return `node:${nodeId}`;
}
