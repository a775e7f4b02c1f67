export type MeetingState =
  | 'waiting'
  | 'pending-approval'
  | 'connecting'
  | 'live'
  | 'paused'
  | 'reconnecting'
  | 'ended';

/** May this viewer start captions: by a button, by asking the host, or not at all. */
export type StartPermission = 'yes' | 'ask-host' | 'no';

/** Why captions stopped, or do not come: what a panel can say in its reader's language. */
export const reasonCodes = [
  'stopped',
  'host-stopped',
  'starter-left',
  'starter-removed',
  'app-disabled',
  'apps-disabled',
  'admin-disabled',
  'meeting-ended',
  'participant-stopped',
  'revoked',
  'lost',
  'not-made',
  'not-restored',
  'zoom-stopped',
  'zoom-error',
  'credentials',
  'no-server',
  'no-transcripts',
  'unknown-stream',
  'signature',
  'still-connected',
  'source-language',
  'media-error',
  'not-ready',
  'refused',
] as const;

export type ReasonCode = (typeof reasonCodes)[number];

/** The status of a meeting for a viewer. `offline`, `not-allowed` and `not-in-a-meeting` are states of the panel itself. */
export interface MeetingStatus {
  readonly state: MeetingState;
  /** Milliseconds since 1970. */
  readonly since: number;
  /** A plain sentence, when there is more to say than the state. */
  readonly reason?: string;
  /** The same as a word, where there is one; a panel that does not know it shows the sentence. */
  readonly reasonCode?: ReasonCode;
  readonly start: StartPermission;
  /** The meeting's cap of characters is reached: engines that cost nothing translate, or nobody. */
  readonly budgetSpent?: boolean;
}
