/** What `npm start` starts: Electron only where it can run. */
import { mkdtempSync, rmSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { downloadedElectron, findHindrance, hasFailedToStart } from './find-electron.ts';

const DISPLAY = { DISPLAY: ':0' };

test('nothing is in the way of a desktop app where there is a display', () => {
  for (const env of [DISPLAY, { WAYLAND_DISPLAY: 'wayland-0' }]) {
    expect(findHindrance({ platform: 'linux', isRoot: false, env })).toBeNull();
  }
  expect(findHindrance({ platform: 'darwin', isRoot: false, env: {} })).toBeNull();
});

test('a missing display and a missing sandbox are in the way of a desktop app', () => {
  expect(findHindrance({ platform: 'linux', isRoot: false, env: {} })).toBe('There is no display');
  expect(findHindrance({ platform: 'linux', isRoot: true, env: DISPLAY })).toBe(
    "Electron's sandbox does not work for root",
  );
});

test('Electron has been downloaded once its binary is there', async () => {
  const electronPackage = mkdtempSync(join(tmpdir(), 'fermata-start-'));
  onTestFinished(() => rmSync(electronPackage, { recursive: true }));
  expect(downloadedElectron(electronPackage)).toBeNull();
  // A download that was cut off.
  await writeFile(join(electronPackage, 'path.txt'), 'electron');
  expect(downloadedElectron(electronPackage)).toBeNull();
  await mkdir(join(electronPackage, 'dist'));
  await writeFile(join(electronPackage, 'dist/electron'), '');
  expect(downloadedElectron(electronPackage)).toBe(join(electronPackage, 'dist/electron'));
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
