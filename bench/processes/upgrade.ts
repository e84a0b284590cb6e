/** Prints how long the whole upgrade of a library takes: lock, verified backup, migration, checks. */
import { prepareLibrary } from '../../src/main/lifecycle/prepare.ts';
import { shippedMigrationsDir } from '../../src/main/locations.ts';

const [libraryFile = ''] = process.argv.slice(2);

const startedAt = performance.now();
await prepareLibrary(
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
console.log(JSON.stringify(performance.now() - startedAt));
