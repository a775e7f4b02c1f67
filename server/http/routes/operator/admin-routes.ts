import { Router } from 'express';
import type { OperatorReport } from '../../../../shared/reports/operator-report.ts';
import { routes } from '../../../../shared/routes.ts';
import { requireOperator } from './operator-token.ts';

export interface AdminRoutesOptions {
  /** Undefined: there is no page for the operator. */
  readonly metricsToken: string | undefined;
  readonly report: () => Promise<OperatorReport>;
}

/** `GET /api/admin` with `Bearer METRICS_TOKEN`: what `/admin` shows. Without the variable there is neither. */
export function createAdminRoutes({ metricsToken, report }: AdminRoutesOptions): Router {
  const router = Router();
  if (metricsToken === undefined) return router;
  router.get(routes.adminReport, async (request, response) => {
    requireOperator(request, metricsToken, 'This page');
    response.json(await report());
  });
  return router;
}
