/** Folders as they are on disk, as far as the library has tracks there. */
import { z } from 'zod';
import { read } from './define.ts';

const FolderContentSchema = z.object({
  path: z.string(),
  /** Those right in it that have tracks somewhere below, by name. */
  folders: z.array(z.object({ name: z.string(), path: z.string() })),
  /** Whether it has tracks itself: the list of the kind `folder` has them. */
  hasTracks: z.boolean(),
});
export type FolderContent = z.infer<typeof FolderContentSchema>;

export const folderContentCalls = {
  folderContent: read({
    route: 'GET /api/folder-content',
    input: z.object({ path: z.string().min(1).max(4096) }),
    answer: FolderContentSchema,
    reads: ['tracks', 'folders'],
  }),
};
