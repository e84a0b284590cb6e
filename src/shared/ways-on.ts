/** What can be done where an upgrade cannot make its backup: between the hosts and their pages. */
import { z } from 'zod';

/**
 * What a person types in full, in whichever language it is shown, to upgrade without a backup; pages
 * and scripts send it as it stands here.
 */
export const WITHOUT_BACKUP = 'upgrade without a backup';

/** Something whose removal would free space; nothing of it goes by itself. */
const RoomMakerSchema = z.object({
  kind: z.enum(['backup', 'quarantine']),
  /** What a file manager shows it as: a backup's id, the path of a folder. */
  name: z.string(),
  bytes: z.number().int().nonnegative(),
});
export type RoomMaker = z.infer<typeof RoomMakerSchema>;

export const WaysOnSchema = z.object({
  /** Where the backup was to go. */
  folder: z.string(),
  /** What the backup takes, in bytes. */
  neededBytes: z.number().int(),
  /** Largest first. */
  roomMakers: z.array(RoomMakerSchema),
  /** Whether the upgrade would have what it needs if it made no backup. */
  canGoWithout: z.boolean(),
});
export type WaysOn = z.infer<typeof WaysOnSchema>;

/** What is to be otherwise when a library is prepared again. */
export const AnotherTrySchema = z.object({
  /** Where the backup goes instead, by its full path. */
  backupsDir: z.string().trim().min(1).optional(),
  withoutBackup: z.literal(WITHOUT_BACKUP).optional(),
});
export type AnotherTry = z.infer<typeof AnotherTrySchema>;
