/** A glossary that cannot be taken. `message` is a sentence for whoever sent it, and names the row. */
export class GlossaryError extends Error {
  override readonly name = 'GlossaryError';
}
