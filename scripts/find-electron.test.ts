/** What `npm start` starts: Electron only where it can run. */
import { mkdtempSync, rmSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { findElectron, hasFailedToStart } from './find-electron.ts';

const DISPLAY = { DISPLAY: ':0' };

function emptyPackage(): string {
  const electronDir = mkdtempSync(join(tmpdir(), 'fermata-start-'));
  onTestFinished(() => rmSync(electronDir, { recursive: true }));
  return electronDir;
}

async function downloadedPackage(): Promise<string> {
  const electronDir = emptyPackage();
  await mkdir(join(electronDir, 'dist'));
  await writeFile(join(electronDir, 'dist/electron'), '');
  await writeFile(join(electronDir, 'path.txt'), 'electron');
  return electronDir;
}

describe('Electron', () => {
  test('is used where it has been downloaded and there is a display', async () => {
    const electronDir = await downloadedPackage();
    const executable = join(electronDir, 'dist/electron');
    const machine = { electronDir, isRoot: false };
    for (const env of [DISPLAY, { WAYLAND_DISPLAY: 'wayland-0' }]) {
      expect(findElectron({ ...machine, platform: 'linux', env })).toMatchObject({ executable });
    }
    expect(findElectron({ ...machine, platform: 'darwin', env: {} })).toMatchObject({ executable });
  });

  test('is not used before it has been downloaded, which is not begun either', async () => {
    const machine = { platform: 'linux', isRoot: false, env: DISPLAY } as const;
    const electronDir = emptyPackage();
    const hindrance = 'Electron has not been downloaded (`npx install-electron` does that)';
    expect(findElectron({ ...machine, electronDir })).toEqual({ hindrance });
    // A download that was cut off.
    await writeFile(join(electronDir, 'path.txt'), 'electron');
    expect(findElectron({ ...machine, electronDir })).toEqual({ hindrance });
  });

  test('is not used without a display, and never without its sandbox', async () => {
    const machine = { platform: 'linux', electronDir: await downloadedPackage() } as const;
    expect(findElectron({ ...machine, isRoot: false, env: {} })).toEqual({
      hindrance: 'There is no display',
    });
    expect(findElectron({ ...machine, isRoot: true, env: DISPLAY })).toEqual({
      hindrance: "Electron's sandbox does not work for root",
    });
  });
});

test('an Electron that cannot run is told from an app that ended', () => {
  const ended = { status: null, signal: null, wasAskedToEnd: false, afterMs: 300 };
  expect(hasFailedToStart({ ...ended, signal: 'SIGTRAP' })).toBe(true);
  expect(hasFailedToStart({ ...ended, status: 127 })).toBe(true);
  expect(hasFailedToStart({ ...ended, status: 0 })).toBe(false);
  expect(hasFailedToStart({ ...ended, status: 70 })).toBe(false);
  expect(hasFailedToStart({ ...ended, signal: 'SIGSEGV', afterMs: 60_000 })).toBe(false);
  expect(hasFailedToStart({ ...ended, signal: 'SIGTERM', wasAskedToEnd: true })).toBe(false);
});
