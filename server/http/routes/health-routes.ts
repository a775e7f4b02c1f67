import { Router } from 'express';
import { routes } from '../../../shared/routes.ts';
import { HttpProblem } from '../answers/problem.ts';
import { requireOperator } from './operator/operator-token.ts';

export interface HealthRoutesOptions {
  /** Migrated, the database answers, not draining. A rejection counts as no. */
  readonly ready: () => Promise<boolean>;
  /** Prometheus' text format. */
  readonly metrics: { text(): Promise<string> };
  /** Undefined: there is no `/metrics`. */
  readonly metricsToken: string | undefined;
}

export function createHealthRoutes(options: HealthRoutesOptions): Router {
  const router = Router();
  router.get(routes.healthz, (_request, response) => {
    response.json({ status: 'ok' });
  });
  router.get(routes.readyz, async (_request, response) => {
    if (!(await options.ready().catch(() => false))) {
      throw new HttpProblem(
        503,
        'not-ready',
        'The server is starting, stopping, or cannot reach its database.',
        { retryAfterS: 1 },
      );
    }
    response.json({ status: 'ready' });
  });
  const { metricsToken } = options;
  if (metricsToken !== undefined) {
    router.get(routes.metrics, async (request, response) => {
      requireOperator(request, metricsToken, 'Metrics');
      response.type('text/plain; version=0.0.4; charset=utf-8').send(await options.metrics.text());
    });
  }
  return router;
}
