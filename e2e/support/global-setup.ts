/**
 * Before the end-to-end tests: an Electron, an X server for its windows and a browser are made
 * ready once, for all of them. What this machine cannot have is told, and its tests are skipped.
 */
import type { TestProject } from 'vitest/node';
import { prepareChromium } from './chromium.ts';
import { type ElectronRuntime, prepareElectron } from './electron-runtime.ts';
import { type Offer, offer } from './unavailable.ts';
import { startXServer, type XServer } from './x-server.ts';

export interface ElectronWithDisplay extends ElectronRuntime {
  /** For DISPLAY; null where windows need no X server. */
  readonly display: string | null;
}

declare module 'vitest' {
  export interface ProvidedContext {
    /** For `inject`: an Electron with a display to show its windows on. */
    electron: Offer<ElectronWithDisplay>;
    /** For `inject`: the path of a Chromium. */
    chromium: Offer<string>;
  }
}

/** Vitest calls this before the first test, and what it answers after the last one. */
export default async function setUp(project: TestProject): Promise<() => void> {
  let xServer: XServer | null = null;
  project.provide('chromium', await offer('Browser', prepareChromium));
  project.provide(
    'electron',
    await offer('Electron', async () => {
      const runtime = await prepareElectron();
      if (process.platform !== 'linux') return { ...runtime, display: null };
      xServer = await startXServer();
      return { ...runtime, display: xServer.display };
    }),
  );
  return () => xServer?.stop();
}
