/** `npm run migration:new NAME`: makes the file of the next migration and says where it is. */
import { relative } from 'node:path';
import { shippedMigrationsDir } from '../src/main/locations.ts';
import { toFermataError } from '../src/shared/errors.ts';
import { scaffoldMigration } from './migration-scaffold.ts';

try {
  // Several words are no name; joined they are refused as one.
  const name = process.argv.slice(2).join(' ');
  console.log(relative(process.cwd(), scaffoldMigration(shippedMigrationsDir(), name)));
} catch (thrown) {
  const error = toFermataError(thrown);
  console.error(`${error.message} ${error.advice}`);
  process.exitCode = error.exitStatus;
}
