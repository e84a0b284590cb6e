/** rights.ts: what a user may do with a library, and which file of another user is in the way. */
import { chmodSync, chownSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { expect, test } from 'vitest';
import { request } from '../testing/locking.ts';
import { startPeer } from '../testing/peer.ts';
import { optionsFor } from '../testing/preparing.ts';
import { makeLibrary } from '../testing/scratch-library.ts';

const isRoot = process.getuid?.() === 0;
if (!isRoot) process.stdout.write('rights.test.ts needs root, to be several users.\n');

const ANNA = 12_345;

/** A library of Anna's, with a file of root's beside it that others may not use. */
function libraryWith(ending: string) {
  const places = makeLibrary({ version: 3 });
  chmodSync(places.folder, 0o755);
  for (const path of [dirname(places.libraryFile), places.libraryFile]) chownSync(path, ANNA, ANNA);
  const file = `${places.libraryFile}${ending}`;
  writeFileSync(file, 'of another', { mode: 0o600 });
  return { places, file };
}

test.runIf(isRoot).each(['-wal', '-journal'])(
  'a file %s of another user is named as what keeps a library from opening',
  async (ending) => {
    const { places, file } = libraryWith(ending);
    const peer = await startPeer({ user: { uid: ANNA, gid: ANNA } });
    await expect(peer.prepare(optionsFor(places))).rejects.toMatchObject({
      code: 'NO_PERMISSION',
      message: `${file} belongs to another user, and keeps Fermata from opening the library.`,
    });
  },
);

test.runIf(isRoot)('a lock file of another user is named', async () => {
  const { places, file } = libraryWith('.mutex');
  const peer = await startPeer({ user: { uid: ANNA, gid: ANNA } });
  await expect(peer.lock(request(places.libraryFile))).rejects.toMatchObject({
    code: 'NO_PERMISSION',
    message: expect.stringContaining(`${file} belongs to another user`),
    advice: expect.stringContaining('sudo fermata backup'),
  });
});
