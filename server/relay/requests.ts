/** What a panel may ask, as the protocol says. */
import { z } from 'zod';
import { RequestRefused } from './refusals.ts';

export const watchRequest = z.object({
  language: z.string().min(1).max(64),
  after: z.object({ epoch: z.string().max(64), version: z.number().int().nonnegative() }).optional(),
});
export const historyRequest = z.object({
  before: z.number().int(),
  limit: z.number().int().min(1).max(100).default(50),
});
export const renewRequest = z.object({ token: z.string().min(1).max(8_192) });

/** @throws {RequestRefused} `bad-request` */
export function parse<T>(schema: z.ZodType<T>, request: unknown): T {
  const parsed = schema.safeParse(request);
  if (!parsed.success)
    throw new RequestRefused('bad-request', 'The request is not of the form the protocol says.');
  return parsed.data;
}
