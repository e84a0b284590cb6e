/** The built command line, all the way. */
import { expect, test } from 'vitest';
import { readBackups } from '../support/backups.ts';
import { overwriteHeader } from '../support/damage.ts';
import { readLibraryState } from '../support/library-state.ts';
import { runFermata } from '../support/processes.ts';
import { makeOldLibrary } from '../support/test-library.ts';
import { MUSIC } from './journey.ts';

test('On the command line a library is upgraded, scanned into, searched, restored and recovered', async () => {
  const library = await makeOldLibrary();
  const fermata = async (...args: readonly string[]) => {
    const { status, result, stderr } = await runFermata([...args, ...library.args]);
    return { status, stderr, ...result };
  };
  const prepared = await fermata('prepare');
  expect(prepared).toMatchObject({ status: 0, toVersion: library.newVersion });
  const upgraded = await readLibraryState(library.file);

  expect(await fermata('scan', MUSIC)).toMatchObject({ status: 0 });
  expect(await fermata('search', 'fourth light')).toMatchObject({ status: 0, total: 1 });
  const [backup] = await readBackups(library.backupsDir);
  const id = String(backup?.manifest.id);
  expect(await fermata('restore', id)).toMatchObject({ status: 0 });
  expect(await readLibraryState(library.file)).toEqual(upgraded);

  await overwriteHeader(library.file);
  expect(await fermata('prepare')).toMatchObject({ code: 'LIBRARY_DAMAGED' });
  expect(await fermata('restore', id)).toMatchObject({ status: 0 });
  expect(await fermata('doctor')).toMatchObject({ status: 0 });
  expect(await readLibraryState(library.file)).toEqual(upgraded);
});
