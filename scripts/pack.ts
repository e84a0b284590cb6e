/**
 * `npm run pack`: the unpacked app for this machine in dist/, made of the Electron that is at hand,
 * without a download where that can be. Its packages are made by .github/workflows/release.yml.
 */
import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type ElectronRuntime, electronAtHand } from '../e2e/support/electron-runtime.ts';
import { Unavailable } from '../e2e/support/unavailable.ts';
import { packApp } from './pack-app.ts';

const DIST = fileURLToPath(new URL('../dist', import.meta.url));

/** Null where electron-builder has to download one. */
async function findElectron(): Promise<ElectronRuntime | null> {
  try {
    return await electronAtHand();
  } catch (error) {
    if (error instanceof Unavailable) return null;
    throw error;
  }
}

const electron = await findElectron();
const executable = await packApp({ electron, outputDir: DIST });
console.log(`Packed: ${relative(process.cwd(), executable)}`);
if (electron !== null && electron.sqliteBinding !== null) {
  console.log(
    "It is made of the tests' Electron, for trying on this machine only: never give it to anybody. `npx install-electron` downloads Fermata's own, and `npm run pack` then takes that.",
  );
}
