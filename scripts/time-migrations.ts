/**
 * `npm run migration:time [-- --tracks N --version V]`: how long each step takes that brings
 * a library of an old version up to date.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeOldLibrary } from '../fixtures/old-library.ts';
import { migrateLibrary } from '../src/main/lifecycle/jobs/migrate.ts';
import { loadMigrationSet } from '../src/main/lifecycle/migrations/migration-set.ts';
import { shippedMigrationsDir } from '../src/main/locations.ts';
import { toFermataError } from '../src/shared/errors.ts';
import { receiptSentences } from '../src/shared/receipts.ts';
import { tellInEnglish } from '../src/shared/words/words.ts';
import { type OldLibraryChoice, parseOldLibraryOptions } from './old-library-options.ts';

function timeMigrations({ tracks, version }: OldLibraryChoice): void {
  const folder = mkdtempSync(join(tmpdir(), 'fermata-timing-'));
  try {
    const file = join(folder, 'library.db');
    makeOldLibrary({ file, version, tracks });
    const startedAt = performance.now();
    const receipt = migrateLibrary(
      { file, set: loadMigrationSet(shippedMigrationsDir()), fromVersion: version, appVersion: '' },
      {
        onEvent(event) {
          if (event.event === 'step-applied') {
            tell(event.durationMs, `${String(event.version).padStart(4, '0')}_${event.name}`);
          }
        },
        throwIfStopped: () => {},
      },
    );
    tell(performance.now() - startedAt, 'in all, with checks and commit');
    for (const sentence of receipt === null ? [] : receiptSentences(receipt)) {
      console.log(`            ${tellInEnglish(sentence)}`);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function tell(durationMs: number, what: string): void {
  console.log(`${durationMs.toFixed(0).padStart(7)} ms  ${what}`);
}

try {
  timeMigrations(parseOldLibraryOptions(process.argv.slice(2)));
} catch (thrown) {
  const error = toFermataError(thrown);
  console.error(`${error.message} ${error.advice}`);
  process.exitCode = error.exitStatus;
}
