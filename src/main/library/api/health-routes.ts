/** The API's routes for the library's health (listed in shared/health.ts). */
import type { Hono } from 'hono';
import { CheckRequestSchema } from '../../../shared/health.ts';
import type { HealthService } from '../health/health-service.ts';
import { parse, readJson } from './api-requests.ts';

/** What a browser calls the report when it saves it. */
const REPORT_NAME = 'fermata-report.json';

/** Adds the routes. A check answers at once: it runs on, and how it goes is an event. */
export function addHealthRoutes(api: Hono, health: HealthService): void {
  api.get('/api/health', async (c) => c.json(await health.read()));
  api.get('/api/health/check', (c) => c.json(health.check));
  api.post('/api/health/check', async (c) => {
    const { depth } = parse(CheckRequestSchema, await readJson(c.req.raw));
    return c.json(health.start(depth));
  });
  api.delete('/api/health/check', (c) => c.json(health.cancel()));
  api.get('/api/health/report', async () => {
    return new Response(await health.report(), {
      headers: {
        'Content-Type': 'application/json; charset=utf-8',
        'Content-Disposition': `attachment; filename="${REPORT_NAME}"`,
      },
    });
  });
}
