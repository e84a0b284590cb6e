/**
 * Prints how long Fermata's engine takes to migrate a library, its checks and records included, in
 * its worker thread, which reading the ledger has started before as it does in an upgrade.
 */

import { loadMigrationSet } from '../../src/main/lifecycle/migrations/migration-set.ts';
import { LifecycleThread } from '../../src/main/lifecycle/thread/lifecycle-thread.ts';
import { shippedMigrationsDir } from '../../src/main/locations.ts';

const [file = '', fromVersion = ''] = process.argv.slice(2);
const set = loadMigrationSet(shippedMigrationsDir());
const thread = new LifecycleThread(() => {});
await thread.run('ledger', { file });

const startedAt = performance.now();
await thread.run('migrate', {
  file,
  set,
  fromVersion: Number(fromVersion),
  appVersion: '0.0.0',
});
console.log(JSON.stringify(performance.now() - startedAt));
await thread.close();
