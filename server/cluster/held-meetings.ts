/** The meetings this node owns, with their fencing tokens. */
export interface Ownership {
  readonly meetingId: string;
  readonly token: number;
}

/** Shared by the leases, which change it, and the database, which checks the tokens. */
export class HeldMeetings {
  readonly #tokens = new Map<string, number>();
  readonly #taken = new Set<(meetingId: string) => void>();
  #timesLost = 0;
  readonly #lost = new Set<(meetingId: string) => Promise<void>>();
  /** By meeting: what is still under way of one that was lost. */
  readonly #leaving = new Map<string, Promise<void>>();

  tokenOf(meetingId: string): number | undefined {
    return this.#tokens.get(meetingId);
  }

  has(meetingId: string): boolean {
    return this.#tokens.has(meetingId);
  }

  get ids(): readonly string[] {
    return [...this.#tokens.keys()];
  }

  get count(): number {
    return this.#tokens.size;
  }

  /** How often another node has taken a meeting of this one. */
  get timesLost(): number {
    return this.#timesLost;
  }

  hold({ meetingId, token }: Ownership): void {
    this.#tokens.set(meetingId, token);
    for (const listener of this.#taken) listener(meetingId);
  }

  /** Given up by this node itself: nobody is told. */
  release(meetingId: string): void {
    this.#tokens.delete(meetingId);
  }

  /** The database refused a token: another node has taken the meeting since. */
  refused(meetingId: string, token: number): void {
    if (this.#tokens.get(meetingId) === token) this.lose(meetingId);
  }

  /** Another node owns the meeting. */
  lose(meetingId: string): void {
    if (!this.#tokens.delete(meetingId)) return;
    this.#timesLost += 1;
    const left = Promise.all([...this.#lost].map((leave) => leave(meetingId))).then(() => {
      if (this.#leaving.get(meetingId) === left) this.#leaving.delete(meetingId);
    });
    this.#leaving.set(meetingId, left);
  }

  /**
   * Settles when nothing of a lost meeting is under way: what is in memory of it is older than what the owners since have
   * written, and would pass for their work under a new token.
   */
  async left(meetingId: string): Promise<void> {
    await this.#leaving.get(meetingId);
  }

  onTaken(listener: (meetingId: string) => void): void {
    this.#taken.add(listener);
  }

  /** @param listener settles when it has left the meeting; never rejects. */
  onLost(listener: (meetingId: string) => Promise<void>): void {
    this.#lost.add(listener);
  }
}
