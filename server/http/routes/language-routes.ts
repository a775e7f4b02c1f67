import { Router } from 'express';
import { routes } from '../../../shared/routes.ts';
import type { LanguageCatalog } from '../ports.ts';

/** `GET /api/languages`: the languages that the engine chain serves, without a session. */
export function createLanguageRoutes({ catalog }: { readonly catalog: LanguageCatalog }): Router {
  const router = Router();
  router.get(routes.languages, (_request, response) => {
    response.json(catalog.languages());
  });
  return router;
}
