import { readFileSync } from 'node:fs';
import { z } from 'zod';

const entry = z.object({
  note: z.string().optional(),
  frame: z.unknown().optional(),
  text: z.string().optional(),
  credentials: z.object({ clientId: z.string(), clientSecret: z.string() }).optional(),
});

export type GoldenMessage = z.infer<typeof entry> & { readonly wire: string };

/** The messages of one golden file, each with the text that goes over the wire. */
export function goldenMessages(name: string): readonly GoldenMessage[] {
  const file = new URL(`./golden/${name}.json`, import.meta.url);
  return z
    .array(entry)
    .parse(JSON.parse(readFileSync(file, 'utf8')))
    .map((message) => ({ ...message, wire: message.text ?? JSON.stringify(message.frame) }));
}

/** The message whose note holds these words. */
export function goldenMessage(name: string, words: string): GoldenMessage {
  const found = goldenMessages(name).find((message) => message.note?.includes(words));
  if (found === undefined) throw new Error(`${name} has no message about "${words}"`);
  return found;
}
