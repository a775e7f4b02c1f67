import type { StreamAction } from '../../shared/panel-protocol.ts';
import type { MessageKey } from '../i18n/messages.ts';
import type { RtmsStatus } from './rtms-status.ts';

/** The outcome of a start, stop, pause or resume in the Zoom client. */
export type StreamOutcome =
  | { readonly kind: 'done' }
  /** No answer of Zoom yet: a host may be deciding. */
  | { readonly kind: 'pending' }
  /** This client, role or context has no such call. */
  | { readonly kind: 'unsupported' }
  | { readonly kind: 'refused'; readonly code: string; readonly sentence: MessageKey };

/** The outcome of a request for permission at Zoom. */
export type AuthorizationOutcome =
  | {
      readonly kind: 'authorized';
      readonly code: string;
      readonly state?: string;
      readonly redirectUri?: string;
    }
  | { readonly kind: 'declined' | 'unanswered' }
  | { readonly kind: 'refused'; readonly code: string };

/** The outcome of an invitation to open the panel. */
export type InvitationOutcome =
  | { readonly kind: 'done' }
  | { readonly kind: 'refused'; readonly sentence: MessageKey };

/** Hints, not proofs: anything in the page may forge an SDK event. Each leads to a new request. */
export type ZoomHint =
  | { readonly kind: 'context-changed' }
  | { readonly kind: 'rtms-changed' }
  | { readonly kind: 'visibility-changed'; readonly visible: boolean };

/** The part of the Zoom client that the panel uses. */
export interface ZoomClient {
  /** A fresh sealed context, for the server to open. */
  appContext(): Promise<string>;
  control(action: StreamAction): Promise<StreamOutcome>;
  canAuthorize(): boolean;
  /** Shows Zoom's own page inside the client. Never rejects. */
  authorize(challenge: {
    readonly codeChallenge: string;
    readonly state: string;
  }): Promise<AuthorizationOutcome>;
  canInvite(): boolean;
  /** Zoom asks everybody in the meeting (or breakout room) to open this app. Never rejects. */
  inviteEveryone(): Promise<InvitationOutcome>;
  canChat(): boolean;
  /** Puts a text into the meeting's chat, or a channel that Zoom asks for. `false`: it did not. Never rejects. */
  sendToChat(message: string): Promise<boolean>;
  /** The person has not added the app. `false` when the client cannot tell. */
  isGuest(): Promise<boolean>;
  /** Zoom asks a guest to sign in and to add the app; what they do shows as another context. Never rejects. */
  offerApp(): Promise<void>;
  /** `unknown` when this client cannot say. */
  rtmsStatus(): Promise<RtmsStatus>;
  /** Opens the system's browser. A refusal is invisible. */
  openUrl(url: string): Promise<void>;
  onHint(listener: (hint: ZoomHint) => void): () => void;
  close(): void;
}

export type ZoomConnection =
  | { readonly kind: 'connected'; readonly zoom: ZoomClient }
  /** A page in a browser, or a frame that is not Zoom's. */
  | { readonly kind: 'outside' }
  /** There is a Zoom client, and it does not answer. */
  | { readonly kind: 'silent' }
  | { readonly kind: 'refused'; readonly code: string };
