/**
 * Asks a question once for all who ask it within one turn of the event loop: many readers of one meeting come together. No
 * answer is older than the turn, so nothing has to be told of changes.
 */
export class TurnMemo<Answer> {
  readonly #answers = new Map<string, Promise<Answer>>();

  ask(question: string, find: () => Promise<Answer>): Promise<Answer> {
    const known = this.#answers.get(question);
    if (known !== undefined) return known;
    if (this.#answers.size === 0) setImmediate(() => this.#answers.clear());
    const answer = find();
    this.#answers.set(question, answer);
    return answer;
  }
}
