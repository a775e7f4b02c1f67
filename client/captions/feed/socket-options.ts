import type { ConnectErrorCode, EndedCode } from '../../../shared/panel-protocol.ts';
import type { CaptionFeed } from './caption-feed.ts';
import type { ReadingPlace } from './reading-place.ts';

export interface CaptionSocketOptions {
  readonly feed: CaptionFeed;
  /** Tried in order when the chosen language is not served and nothing is shown yet. */
  readonly fallbackLanguages: readonly string[];
  /** Where the reader begins; default: at the newest line. */
  readonly place?: ReadingPlace | undefined;
  readonly onConnected: () => void;
  /** `willReturn`: the socket tries again by itself. */
  readonly onDisconnected: (willReturn: boolean) => void;
  /** The server refused the connection or the meeting; only a new session can help. */
  readonly onRefused: (code: ConnectErrorCode | 'not-allowed') => void;
  readonly onEnded: (code: EndedCode) => void;
  /** To hosts: so many lines are marked as wrong. */
  readonly onMarks?: (lines: number) => void;
  /** Default: the page's own origin. */
  readonly url?: string;
  readonly answerLimitMs?: number;
  readonly silenceLimitMs?: number;
}
