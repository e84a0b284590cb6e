/** Starting the desktop app on a library that is up to date, beside an Electron app that does nothing. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { type ElectronRuntime, prepareElectron } from '../e2e/support/electron-runtime.ts';
import { environmentWith, switchesOf } from '../e2e/support/electron-switches.ts';
import { Unavailable } from '../e2e/support/unavailable.ts';
import { startXServer, type XServer } from '../e2e/support/x-server.ts';
import { makeOldLibrary } from '../fixtures/old-library.ts';
import { APP_LIMIT_MS, within } from './limits.ts';
import { machineTime } from './processes.ts';
import { type BenchOptions, inMilliseconds, judged, type Measurement } from './section.ts';
import { median } from './statistics.ts';

const WHAT = 'From the start of the process to the tracks of an up-to-date library (median)';
const LIMIT = 1.25;
const LIBRARY_TRACKS = 10_000;

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const REPORT = at('start/report-interactive.mjs');
const FERMATA = at('../out/main/desktop.js');
const HELLO_WORLD = at('start/hello-world.mjs');

const ReportSchema = z.object({ at: z.number() });

interface MeasuredApp {
  /** The folder that Electron is given, which has nothing but the app's entry. */
  readonly folder: string;
  readonly args: readonly string[];
  /** What has to be drawn, as a CSS selector. */
  readonly element: string;
}

export async function measureStart(options: BenchOptions): Promise<Measurement[]> {
  if (!existsSync(FERMATA)) return [notMeasured('not built')];
  let xServer: XServer | null = null;
  try {
    const runtime = await prepareElectron();
    if (process.platform === 'linux') xServer = await startXServer();
    return [await compare(options, runtime, xServer?.display ?? null)];
  } catch (error) {
    if (error instanceof Unavailable) return [notMeasured(error.message)];
    throw error;
  } finally {
    xServer?.stop();
  }
}

async function compare(
  { scratch, rounds }: BenchOptions,
  runtime: ElectronRuntime,
  display: string | null,
): Promise<Measurement> {
  const library = join(scratch, 'start', 'library.db');
  mkdirSync(join(scratch, 'start'));
  makeOldLibrary({ file: library, tracks: LIBRARY_TRACKS });
  const fermata: MeasuredApp = {
    folder: makeApp(join(scratch, 'start', 'fermata'), FERMATA),
    args: ['--library', library],
    element: '[role="gridcell"] [title]:not([title=""])',
  };
  const hello: MeasuredApp = {
    folder: makeApp(join(scratch, 'start', 'hello'), HELLO_WORLD),
    args: [],
    element: 'h1',
  };
  const measure = (app: MeasuredApp) => timeToInteractive(app, runtime, display);
  // What the first start of each leaves behind (compiled code, say), every later one has.
  await measure(fermata);
  await measure(hello);
  const ours: number[] = [];
  const bare: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    ours.push(await measure(fermata));
    bare.push(await measure(hello));
  }
  return judged(WHAT, {
    value: median(ours) / median(bare),
    limit: LIMIT,
    unit: '×',
    beside: `${inMilliseconds(median(ours))}; bare Electron: ${inMilliseconds(median(bare))}`,
  });
}

/** Makes the folder of an app that tells when it can be used. */
function makeApp(folder: string, entry: string): string {
  mkdirSync(folder);
  writeFileSync(
    join(folder, 'package.json'),
    JSON.stringify({ name: 'measured', version: '0.0.0', type: 'module', main: 'main.mjs' }),
  );
  writeFileSync(
    join(folder, 'main.mjs'),
    `import ${JSON.stringify(REPORT)};\nawait import(${JSON.stringify(entry)});\n`,
  );
  return folder;
}

/** In milliseconds; waits until the app is gone again. */
async function timeToInteractive(
  { folder, args, element }: MeasuredApp,
  { executable, sqliteBinding }: ElectronRuntime,
  display: string | null,
): Promise<number> {
  const binding = sqliteBinding === null ? {} : { FERMATA_TEST_SQLITE_BINDING: sqliteBinding };
  const startedAt = machineTime();
  const app = spawn(executable, [folder, ...switchesOf(join(folder, 'home')), ...args], {
    env: { ...environmentWith(display), ...binding, FERMATA_BENCH_ELEMENT: element },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const gone = once(app, 'exit');
  const end = () => app.kill('SIGKILL');
  const reported = Promise.race([once(createInterface({ input: app.stdout }), 'line'), gone]);
  const [line] = await within(APP_LIMIT_MS, `${element} to be drawn by ${folder}`, reported, end);
  if (typeof line !== 'string') throw new Error(`${folder} ended before it could be used.`);
  app.kill('SIGTERM');
  await within(APP_LIMIT_MS, `${folder} to end`, gone, end);
  return ReportSchema.parse(JSON.parse(line)).at - startedAt;
}

function notMeasured(reason: string): Measurement {
  return { what: WHAT, measured: reason, beside: '', target: '', met: null };
}
