/**
 * Prints how long Fermata takes to find a library up to date: first in this process, and then warm.
 * Opening the library is left out, deciding is all of prepareLibrary before it.
 */
import { prepareLibrary } from '../../src/main/lifecycle/prepare.ts';
import { shippedMigrationsDir } from '../../src/main/locations.ts';
import { printTimes } from './repeat.ts';

const [libraryFile = '', calls = ''] = process.argv.slice(2);

await printTimes(Number(calls), async () => {
  const { migratedBy } = await prepareLibrary(
    {
      libraryFile,
      backupsDir: `${libraryFile}-backups`,
      migrationsDir: shippedMigrationsDir(),
      appVersion: '0.0.0',
      host: 'the benchmark',
      open: async () => null,
    },
    () => {},
  );
  if (migratedBy !== 'none') throw new Error('The library was not up to date.');
});
