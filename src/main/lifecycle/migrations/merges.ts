/**
 * What migrations declare that they merge: of these kinds of user data several entries of one thing
 * become one. A migration says so in a comment, `-- fermata: merges tracks, ratings`; those that were
 * released before there was that comment are listed in `merges.json` beside them.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { FermataError, systemCode } from '../../../shared/errors.ts';
import { COUNTED, type Counted } from '../../../shared/user-data.ts';
import { words } from '../../../shared/words/words.ts';
import type { Migration, MigrationSet } from './migration-set.ts';
import { parseSqlScript } from './sql-statements.ts';

const FILE_NAME = 'merges.json';

const DIRECTIVE = /^fermata: merges (?<kinds>.+)$/;

const KindsSchema = z.array(z.enum(COUNTED));
const ListSchema = z.record(z.string(), KindsSchema);

/**
 * The kinds that the migrations after a version merge.
 *
 * @throws FermataError `MIGRATION_SET_INVALID` where what is declared is no kind of user data
 */
export function mergesAfter(set: MigrationSet, version: number): Set<Counted> {
  const pending = set.migrations.slice(version);
  const listed = readList(set.dir);
  return new Set(
    pending.flatMap((migration) => [
      ...(listed[migration.fileName] ?? []),
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

function readList(dir: string): Record<string, Counted[]> {
  const file = join(dir, FILE_NAME);
  try {
    return ListSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return {};
    throw invalid(`${file} cannot be read.`, error);
  }
}

function invalid(message: string, cause?: unknown): FermataError {
  return new FermataError('MIGRATION_SET_INVALID', message, {
    advice: words('libraryErrors.installAgain'),
    cause,
  });
}
