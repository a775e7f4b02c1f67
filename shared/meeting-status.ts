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

/** What a viewer is told about a meeting. `offline`, `not-allowed` and `not-in-a-meeting` are the panel's own. */
export interface MeetingStatus {
  readonly state: MeetingState;
  /** Milliseconds since 1970. */
  readonly since: number;
  /** A plain sentence, when there is more to say than the state. */
  readonly reason?: string;
  readonly start: StartPermission;
  /** The meeting's cap of characters is reached: engines that cost nothing translate, or nobody. */
  readonly budgetSpent?: boolean;
}
