import { Router } from 'express';
import type { ServedLanguage } from '../../../shared/language.ts';
import { routes } from '../../../shared/routes.ts';

/** `GET /api/languages`: what the engine chain can serve, for everybody. */
export function createLanguageRoutes(options: {
  readonly languages: () => Promise<readonly ServedLanguage[]>;
}): Router {
  const router = Router();
  router.get(routes.languages, async (_request, response) => {
    response.json(await options.languages());
  });
  return router;
}
