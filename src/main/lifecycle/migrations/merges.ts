/**
 * What migrations declare that they merge: of these kinds of user data several entries of one thing
 * become one. A migration says so in a comment, `-- fermata: merges tracks, ratings`; the one that was
 * released before there was that comment is known by its checksum, wherever its file lies.
 */
import { z } from 'zod';
import { FermataError } from '../../../shared/errors.ts';
import { COUNTED, type Counted } from '../../../shared/user-data.ts';
import { words } from '../../../shared/words/words.ts';
import type { Migration, MigrationSet } from './migration-set.ts';
import { parseSqlScript } from './sql-statements.ts';

/** 0006_unique_track_paths.sql. */
const RELEASED: ReadonlyMap<string, readonly Counted[]> = new Map([
  [
    '3252a7a559e773e013565b3073d068b9b4abc927f4c2320d72d8e9668aaefd87',
    ['tracks', 'ratings', 'favourites', 'addedDates'],
  ],
]);

const DIRECTIVE = /^fermata: merges (?<kinds>.+)$/;

const KindsSchema = z.array(z.enum(COUNTED));

/**
 * The kinds that the migrations after a version merge.
 *
 * @throws FermataError `MIGRATION_SET_INVALID` where what is declared is no kind of user data
 */
export function mergesAfter(set: MigrationSet, version: number): Set<Counted> {
  const pending = set.migrations.slice(version);
  return new Set(
    pending.flatMap((migration) => [
      ...(RELEASED.get(migration.checksum) ?? []),
      ...declaredIn(migration),
    ]),
  );
}

function declaredIn({ fileName, sql }: Migration): Counted[] {
  if (!sql.includes('fermata: merges')) return [];
  return [...parseSqlScript(sql).commentsByLine].flatMap(([line, comment]) => {
    const kinds = DIRECTIVE.exec(comment)?.groups?.kinds;
    if (kinds === undefined) return [];
    const parsed = KindsSchema.safeParse(kinds.split(',').map((kind) => kind.trim()));
    if (parsed.success) return parsed.data;
    throw invalid(`${fileName}:${line} merges what is no kind of user data: ${kinds}.`);
  });
}

function invalid(message: string, cause?: unknown): FermataError {
  return new FermataError('MIGRATION_SET_INVALID', message, {
    advice: words('libraryErrors.installAgain'),
    cause,
  });
}
