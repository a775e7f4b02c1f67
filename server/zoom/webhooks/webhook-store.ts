/** Port: an event is committed before it is answered, and acted on after; what a crash left undone is done at the next start. */
export interface WebhookRecord {
  /** (event, stream id or subject, event_ts): a repeat has the same. */
  readonly key: string;
  readonly event: string;
  /** The verified body, as JSON text. RTMS events carry no spoken word. */
  readonly body: string;
  readonly receivedAt: number;
}

export interface WebhookStore {
  /** `false`: known already, a repeat. */
  add(record: WebhookRecord): Promise<boolean>;
  done(key: string): Promise<void>;
  pending(): Promise<readonly WebhookRecord[]>;
}
