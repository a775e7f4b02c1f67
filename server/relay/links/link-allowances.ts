/** Bounds what the readers of one share link take together: anybody may pass a link on, and come as many. */
import { createHash, randomBytes } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import { ORIGINAL } from '../../../shared/language.ts';
import { TokenBuckets } from '../../access/token-buckets.ts';
import type { ViewerSession } from '../../access/viewer-session.ts';
import { clientAddress } from '../door/client-address.ts';
import type { AddressKey } from '../door/failed-handshakes.ts';
import { isRead, languagesIn } from '../limits.ts';
import type { PanelNamespace, PanelSocket } from '../panel-io.ts';
import { ConnectRefused } from '../refusals.ts';
import { RequestRefused } from '../requests.ts';
import { linkRoom } from '../rooms.ts';
import {
  CONNECTS_FROM_ADDRESS,
  KNOWN_FOR_MS,
  KNOWN_LANGUAGES,
  MAX_LANGUAGES_OF_LINK,
  MAX_SOCKETS_FROM_ADDRESS,
  OPENED_LANGUAGES,
  PART_OF_MEETING,
  REQUESTS_FROM_ADDRESS,
} from './link-limits.ts';

export interface LinkAllowancesOptions {
  readonly addressKey: AddressKey;
  readonly trustProxy: number;
  readonly maxSocketsPerMeeting: number;
  /** `false`: engines that cost money translate no more lines of the past for this link. */
  readonly takeCatchUp: (shareId: string, lines: number) => Promise<boolean>;
  /** May an engine that translates into this language cost money? */
  readonly costsMoney: (language: string) => boolean;
}

export class LinkAllowances {
  readonly #options: LinkAllowancesOptions;
  readonly #connects = new TokenBuckets(CONNECTS_FROM_ADDRESS);
  readonly #requests = new TokenBuckets(REQUESTS_FROM_ADDRESS);
  readonly #opened = new TokenBuckets(OPENED_LANGUAGES);
  /** Languages that a link has opened lately, by both: whoever comes back to one costs what was said meanwhile. */
  readonly #known = new LRUCache<string, true>({ max: KNOWN_LANGUAGES, ttl: KNOWN_FOR_MS });
  /** Names of rooms leave the process: addresses do not. */
  readonly #salt = randomBytes(16);

  constructor(options: LinkAllowancesOptions) {
    this.#options = options;
  }

  /** The rooms that count the readers of a link; none for who came otherwise. */
  roomsOf(socket: PanelSocket, { shareId }: Pick<ViewerSession, 'shareId'>): string[] {
    return shareId === undefined ? [] : [linkRoom(shareId), this.#fromAddress(socket, shareId)];
  }

  /** @throws {ConnectRefused} `too-many-connections` */
  requireConnect(socket: PanelSocket, { shareId }: Pick<ViewerSession, 'shareId'>): void {
    if (shareId === undefined) return;
    if (this.#connects.consume(this.#fromAddress(socket, shareId)) === undefined) return;
    throw new ConnectRefused(
      'too-many-connections',
      'This link is opened too often from your network. Wait a moment.',
    );
  }

  /** @throws {ConnectRefused} `too-many-connections` */
  requirePlace(socket: PanelSocket, { shareId }: Pick<ViewerSession, 'shareId'>): void {
    if (shareId === undefined) return;
    const { rooms } = socket.nsp.adapter;
    const most = Math.max(1, Math.floor(this.#options.maxSocketsPerMeeting * PART_OF_MEETING));
    if ((rooms.get(linkRoom(shareId))?.size ?? 0) >= most)
      throw new ConnectRefused('too-many-connections', 'This link has as many readers as one link may have.');
    if ((rooms.get(this.#fromAddress(socket, shareId))?.size ?? 0) >= MAX_SOCKETS_FROM_ADDRESS) {
      throw new ConnectRefused(
        'too-many-connections',
        'This link is read on as many screens of your network as the server allows.',
      );
    }
  }

  /** Counts a request. Returns `undefined`, or the milliseconds until the next is answered. */
  consumeRequest(socket: PanelSocket): number | undefined {
    const { shareId } = socket.data.viewer;
    return shareId === undefined ? undefined : this.#requests.consume(this.#fromAddress(socket, shareId));
  }

  /**
   * A language that somebody else reads costs nothing more.
   * @throws {RequestRefused} `language-limit`
   */
  requireLanguage(namespace: PanelNamespace, socket: PanelSocket, language: string): void {
    const { shareId, meetingId } = socket.data.viewer;
    if (shareId === undefined || meetingId === undefined || language === ORIGINAL) return;
    if (isRead(namespace, meetingId, language, socket)) return;
    const languages = languagesIn(namespace, linkRoom(shareId), socket);
    languages.delete(ORIGINAL);
    if (!languages.has(language) && languages.size >= MAX_LANGUAGES_OF_LINK) {
      throw new RequestRefused(
        'language-limit',
        'This link is read in as many languages at a time as one link may. Choose one that others read, or the original.',
      );
    }
    const key = `${shareId} ${language}`;
    const waitMs = this.#known.has(key) ? undefined : this.#opened.consume(shareId);
    if (waitMs === undefined) {
      this.#known.set(key, true);
      return;
    }
    throw new RequestRefused(
      'language-limit',
      'New languages were opened by this link too often. Choose one that others read, or wait some minutes.',
      waitMs,
    );
  }

  /** Asked before lines of the past are translated for this reader; `undefined`: it costs nothing, or they came otherwise. */
  catchUp(
    { shareId }: Pick<ViewerSession, 'shareId'>,
    language: string,
  ): ((lines: number) => Promise<boolean>) | undefined {
    const { takeCatchUp, costsMoney } = this.#options;
    if (shareId === undefined || !costsMoney(language)) return undefined;
    return (lines) => takeCatchUp(shareId, lines);
  }

  #fromAddress(socket: PanelSocket, shareId: string): string {
    const { addressKey, trustProxy } = this.#options;
    const address = addressKey(clientAddress(socket.handshake, trustProxy));
    const digest = createHash('sha256').update(this.#salt).update(address).digest('base64url');
    return `link ${shareId} from ${digest.slice(0, 22)}`;
  }
}
