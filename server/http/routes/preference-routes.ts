import { Router } from 'express';
import { z } from 'zod';
import { canonicalTag, ORIGINAL } from '../../../shared/language.ts';
import type { Preferences } from '../../../shared/panel-protocol.ts';
import { routes } from '../../../shared/routes.ts';
import { HttpProblem } from '../answers/problem.ts';
import type { SessionReader } from '../auth/require-session.ts';
import type { PreferenceStore } from '../ports.ts';

/** As JSON; the panel's settings take a few hundred. */
const MAX_DISPLAY_CHARACTERS = 4_096;

/** The preferences of a person: `GET|PUT /api/preferences`. */
export function createPreferenceRoutes(options: {
  readonly sessions: SessionReader;
  readonly preferences: PreferenceStore;
}): Router {
  const { sessions, preferences } = options;
  const router = Router();
  router.get(routes.preferences, async (request, response) => {
    const { uid } = await sessions.require(request);
    response.json((uid === undefined ? undefined : await preferences.find(uid)) ?? {});
  });
  router.put(routes.preferences, async (request, response) => {
    const { uid } = await sessions.require(request);
    if (uid === undefined) {
      throw new HttpProblem(
        403,
        'not-signed-in-to-zoom',
        'Settings are kept for people signed in to Zoom only.',
      );
    }
    const chosen = parsePreferences(request.body);
    await preferences.save(uid, chosen);
    response.json(chosen);
  });
  return router;
}

const language = z.string().transform((value, ctx) => {
  const tag = value === ORIGINAL ? ORIGINAL : value.length <= 64 ? canonicalTag(value) : undefined;
  if (tag === undefined) ctx.addIssue({ code: 'custom', message: 'no language tag' });
  return tag ?? z.NEVER;
});
const preferencesSchema = z.strictObject({
  language: language.optional(),
  display: z
    .record(z.string(), z.unknown())
    .refine((display) => JSON.stringify(display).length <= MAX_DISPLAY_CHARACTERS)
    .optional(),
});

function parsePreferences(body: unknown): Preferences {
  const parsed = preferencesSchema.safeParse(body);
  if (!parsed.success) {
    throw new HttpProblem(
      400,
      'bad-request',
      'Send a language tag as "language" and small settings as "display".',
    );
  }
  const { language: tag, display } = parsed.data;
  return { ...(tag === undefined ? {} : { language: tag }), ...(display === undefined ? {} : { display }) };
}
