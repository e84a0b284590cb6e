/** How a database's file is laid out: what one that replaces it in a single commit has to share. */
import { z } from 'zod';
import type { Connection } from './database.ts';

export const FileFormatSchema = z.object({
  /** In bytes. */
  pageSize: z.number().int(),
  /** "UTF-8", "UTF-16le" or "UTF-16be". */
  encoding: z.string(),
});
export type FileFormat = z.infer<typeof FileFormatSchema>;

/** The format of a new library. */
export const OWN_FORMAT: FileFormat = { pageSize: 4096, encoding: 'UTF-8' };

export function readFormat(db: Connection): FileFormat {
  return FileFormatSchema.parse({
    pageSize: db.pragma('page_size', { simple: true }),
    encoding: db.pragma('encoding', { simple: true }),
  });
}

export function isSameFormat(one: FileFormat, other: FileFormat): boolean {
  return one.pageSize === other.pageSize && one.encoding === other.encoding;
}
