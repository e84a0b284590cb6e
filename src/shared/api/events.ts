/** What a host tells its pages without being asked: `GET /api/events`, each data line one ApiEvent. */
import { z } from 'zod';
import { BackupActivitySchema } from '../backups.ts';
import { HealthCheckSchema } from '../health.ts';
import { LifecycleEventSchema } from '../lifecycle-events.ts';
import { SUBJECTS } from './define.ts';
import { ScanStateSchema } from './scan.ts';

const ChangeSchema = z.object({
  /** What changed: the answers that read one of these are old. */
  subjects: z.array(z.enum(SUBJECTS)),
  /** The tracks whose rows changed, where that is all that the lists of tracks have to know. */
  tracks: z.array(z.number().int()),
});
export type Change = z.infer<typeof ChangeSchema>;

export const ApiEventSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('lifecycle'), event: LifecycleEventSchema }),
  z.object({ type: z.literal('scan'), scan: ScanStateSchema }),
  /** How a check of the library goes. */
  z.object({ type: z.literal('health'), check: HealthCheckSchema }),
  /** What is done to backups, and how it goes. */
  z.object({ type: z.literal('backups'), activity: BackupActivitySchema }),
  /** This or another process changed the library. */
  z.object({ type: z.literal('changed'), change: ChangeSchema }),
]);
export type ApiEvent = z.infer<typeof ApiEventSchema>;
