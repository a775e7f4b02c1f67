/** Messages between nodes. Redis keeps none of them: each says what may be read from the database instead, and may be lost. */
import { nanoid } from 'nanoid';
import type { Logger } from '../../logger.ts';
import type { Channels } from '../redis/channels.ts';
import { type NodeMessage, parseNodeMessage } from './node-messages.ts';

const EVERY_NODE = 'nodes';
/** A person waits for the answer to a correction. */
const ANSWER_LIMIT_MS = 5_000;

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

  /** To every other node. */
  tellAll(message: NodeMessage): void {
    this.#publish(EVERY_NODE, message);
  }

  tell(nodeId: string, message: NodeMessage): void {
    this.#publish(channelOf(nodeId), message);
  }

  /** As `tell`. @returns whether the node received it. @throws when Redis is away. */
  deliver(to: string, message: NodeMessage): Promise<boolean> {
    const { channels, nodeId } = this.#options;
    return channels.deliver(channels.name(channelOf(to)), JSON.stringify({ from: nodeId, message }));
  }

  /** @throws {NodeSilent} */
  ask(nodeId: string, request: Extract<NodeMessage, { type: 'correct' }>['request']): Promise<unknown> {
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
      this.tell(nodeId, { type: 'correct', id, request });
    });
  }

  [Symbol.dispose](): void {
    this.#handlers.clear();
  }

  #publish(channel: string, message: NodeMessage): void {
    const { channels, nodeId } = this.#options;
    channels.publish(channels.name(channel), JSON.stringify({ from: nodeId, message }));
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
