/**
 * Backups, between the hosts and their pages. Work on them goes on after the answer, and how it goes is
 * an event; one piece of work runs at a time: BUSY while another one does.
 */
import { z } from 'zod';
import {
  BackUpRequestSchema,
  BackupActivitySchema,
  BackupListSchema,
  BackupManifestSchema,
  BackupSettingsSchema,
  LibraryDifferenceSchema,
  WayBackSchema,
} from '../backups.ts';
import { WaysOnSchema } from '../ways-on.ts';
import { read, write } from './define.ts';

/** Pages name a backup of the list, never a file. */
const BackupIdSchema = z.object({ id: BackupManifestSchema.shape.id });

const activity = { answer: BackupActivitySchema, changes: ['backups'] } as const;

export const backupCalls = {
  backups: read({
    route: 'GET /api/backups',
    input: z.object({}),
    answer: BackupListSchema,
    reads: ['backups'],
  }),
  backupActivity: read({
    route: 'GET /api/backups/activity',
    input: z.object({}),
    answer: BackupActivitySchema,
    reads: [],
  }),
  /** Takes away how the last work ended. */
  dismissBackupActivity: write({
    route: 'DELETE /api/backups/activity',
    input: z.object({}),
    ...activity,
  }),
  /** The newest backup that can be opened, for a library that cannot; null where there is none. */
  wayBack: read({
    route: 'GET /api/backups/way-back',
    input: z.object({}),
    answer: WayBackSchema.nullable(),
    reads: ['backups'],
  }),
  /** For a library that its backup keeps from being upgraded; null where that is not so. */
  waysOn: read({
    route: 'GET /api/backups/ways-on',
    input: z.object({}),
    answer: WaysOnSchema.nullable(),
    reads: ['backups'],
  }),
  /** What restoring a backup would change. */
  backupDifference: read({
    route: 'GET /api/backups/:id/difference',
    input: BackupIdSchema,
    answer: LibraryDifferenceSchema,
    reads: ['backups', 'tracks', 'plays', 'ratings', 'favourites', 'playlists'],
  }),
  backUp: write({ route: 'POST /api/backups', input: BackUpRequestSchema, ...activity }),
  verifyBackups: write({ route: 'POST /api/backups/verify', input: z.object({}), ...activity }),
  restore: write({ route: 'POST /api/backups/:id/restore', input: BackupIdSchema, ...activity }),
  /** Adds what was salvaged from a damaged library. */
  salvage: write({ route: 'POST /api/backups/salvage', input: z.object({}), ...activity }),
  saveBackupSettings: write({
    route: 'PUT /api/backups/settings',
    input: BackupSettingsSchema,
    answer: BackupSettingsSchema,
    changes: ['backups'],
  }),
};
