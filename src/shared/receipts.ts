/**
 * The receipt of an upgrade or a repair: what a person made was counted before and after it, and what
 * is no longer as it was is told.
 */
import { z } from 'zod';
import { formatList } from './formats.ts';
import { COUNTED, CountsSchema, countedName } from './user-data.ts';
import { type Words, words } from './words/words.ts';

export const ReceiptSchema = z.object({
  /** Schema versions; the same for a repair. */
  fromVersion: z.number().int(),
  toVersion: z.number().int(),
  /** How much there was of each kind that the schema knew, and how much there is now. */
  before: CountsSchema,
  after: CountsSchema,
  /** How many fewer there are because several became one, as a migration declares. */
  merged: CountsSchema,
  /** Indexes, triggers and what else follows from the tables, by name: made again. */
  mended: z.array(z.string()),
  /** What other programs had added, by name, and had to give way. */
  setAside: z.array(z.string()),
  /** Tables of other programs whose name was needed. */
  renamed: z.array(z.object({ name: z.string(), newName: z.string() })),
  /** How many rows were set aside that referred to nothing. */
  danglingRows: z.number().int(),
  /** Where what was set aside is kept; null where nothing was. */
  keptIn: z.string().nullable(),
  /** The backup of the library as it was before; null where none was made. */
  libraryBefore: z.string().nullable(),
});
export type Receipt = z.infer<typeof ReceiptSchema>;

/** What a person should know of it, in sentences; none where everything is as it was. */
export function receiptSentences(receipt: Receipt): Words[] {
  const {
    fromVersion,
    toVersion,
    merged,
    mended,
    setAside,
    renamed,
    danglingRows,
    keptIn,
    libraryBefore,
  } = receipt;
  const tracks = merged.tracks ?? 0;
  const others = COUNTED.filter((kind) => kind !== 'tracks' && kind !== 'addedDates').flatMap(
    (kind) => (merged[kind] === undefined ? [] : [countedName(kind, merged[kind])]),
  );
  const sentences = [
    ...(tracks === 0 ? [] : [words('receipts.tracksMerged', { count: tracks })]),
    ...(others.length === 0 ? [] : [words('receipts.merged', { names: formatList(others) })]),
    ...(mended.length === 0 ? [] : [words('receipts.mended', { names: formatList(mended) })]),
    ...renamed.map((table) => words('receipts.renamed', table)),
    ...(danglingRows === 0 || keptIn === null
      ? []
      : [words('receipts.danglingRows', { count: danglingRows, file: keptIn })]),
    ...(setAside.length === 0
      ? []
      : [words('receipts.setAside', { names: formatList(setAside), file: keptIn ?? '' })]),
  ];
  const isRepair = fromVersion === toVersion;
  const isChanged = tracks > 0 || others.length > 0 || isRepair;
  if (!isChanged || libraryBefore === null) return sentences;
  return [...sentences, words('receipts.backup', { file: libraryBefore })];
}
