/** The libraries that were open on this desktop, as they are remembered. */
import { z } from 'zod';

/** What fits a menu that is still read at a glance. */
const MOST_RECENT = 10;

const PathSchema = z.string().min(1);

export const RecentListSchema = z.object({
  /** Their files, the last opened first. */
  files: z.array(PathSchema).max(MOST_RECENT),
  /** The one that a person chose in the app, to open it again; null until one was chosen. */
  chosen: PathSchema.nullable(),
});
export type RecentList = z.infer<typeof RecentListSchema>;

export const NO_RECENT: RecentList = { files: [], chosen: null };

/**
 * The list after a library was opened.
 *
 * @param isChosen whether a person chose it in the app, rather than for one start
 */
export function withOpened({ files, chosen }: RecentList, file: string, isChosen: boolean) {
  return {
    files: [file, ...files.filter((other) => other !== file)].slice(0, MOST_RECENT),
    chosen: isChosen ? file : chosen,
  };
}

/** The list without a library, which is not opened by itself any more. */
export function withoutFile({ files, chosen }: RecentList, file: string): RecentList {
  return {
    files: files.filter((other) => other !== file),
    chosen: chosen === file ? null : chosen,
  };
}
