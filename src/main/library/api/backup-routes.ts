/** The API's routes for backups (listed in shared/backups.ts). */
import type { Hono } from 'hono';
import { BackUpRequestSchema, BackupSettingsSchema } from '../../../shared/backups.ts';
import type { LibraryBackups } from '../backups/library-backups.ts';
import { parse, readJson } from './api-requests.ts';

/** Adds the routes. Each answers at once: the work runs on, and its activity is an event. */
export function addBackupRoutes(api: Hono, backups: LibraryBackups): void {
  api.get('/api/backups', async (c) => c.json(await backups.list()));
  api.get('/api/backups/activity', (c) => c.json(backups.activity));
  api.delete('/api/backups/activity', (c) => c.json(backups.dismiss()));
  api.get('/api/backups/way-back', async (c) => c.json(await backups.wayBack()));
  api.get('/api/backups/:id/difference', async (c) =>
    c.json(await backups.difference(c.req.param('id'))),
  );
  api.post('/api/backups', async (c) => {
    const { note } = parse(BackUpRequestSchema, await readJson(c.req.raw));
    return c.json(backups.backUp('manual', note));
  });
  api.post('/api/backups/verify', (c) => c.json(backups.verify()));
  api.post('/api/backups/salvage', (c) => c.json(backups.salvage()));
  api.post('/api/backups/:id/restore', (c) => c.json(backups.restore(c.req.param('id'))));
  api.put('/api/backups/settings', async (c) => {
    const settings = parse(BackupSettingsSchema, await readJson(c.req.raw));
    return c.json(await backups.saveSettings(settings));
  });
}
