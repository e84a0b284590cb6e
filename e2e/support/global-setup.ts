/**
 * Before the end-to-end tests: an Electron, X servers for its windows and a browser are made ready
 * once, for all of them. What this machine cannot have is told, and its tests are skipped.
 */
import type { TestProject } from 'vitest/node';
import { prepareChromium } from './chromium.ts';
import { type ElectronRuntime, prepareElectron } from './electron-runtime.ts';
import { type Offer, offer } from './unavailable.ts';
import { startXServer, type XServer } from './x-server.ts';

export interface ElectronWithDisplays extends ElectronRuntime {
  /** For DISPLAY, one for each of Vitest's workers; none where windows need no X server. */
  readonly displays: readonly string[];
}

declare module 'vitest' {
  export interface ProvidedContext {
    /** For `inject`: an Electron with a display to show its windows on. */
    electron: Offer<ElectronWithDisplays>;
    /** For `inject`: the path of a Chromium. */
    chromium: Offer<string>;
  }
}

/** Vitest calls this before the first test, and what it answers after the last one. */
export default async function setUp(project: TestProject): Promise<() => void> {
  console.log(`Random instants: FERMATA_SEED=${process.env.FERMATA_SEED}`);
  const xServers: XServer[] = [];
  project.provide('chromium', await offer('Browser', prepareChromium));
  project.provide(
    'electron',
    await offer('Electron', async () => {
      const runtime = await prepareElectron();
      if (process.platform === 'linux') {
        // Windows of two tests would take the focus from each other.
        for (let worker = 0; worker < project.config.maxWorkers; worker += 1) {
          xServers.push(await startXServer());
        }
      }
      return { ...runtime, displays: xServers.map(({ display }) => display) };
    }),
  );
  return () => {
    for (const xServer of xServers) xServer.stop();
  };
}
