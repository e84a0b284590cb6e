/**
 * A migration that spends fifteen seconds in one SQL statement: longer than a lock may go without a
 * heartbeat, and nothing can be told from inside. The lock is not lost and whoever watches sees
 * that Fermata is at work, since the thread that holds the lock and talks stays free.
 */
import { stat } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { lockLocation } from '../src/main/lifecycle/files/file-names.ts';
import { startBrowser } from './support/browser.ts';
import { type EventLoopWatch, watchEventLoop } from './support/event-loop.ts';
import { slowMigration } from './support/migration-sets.ts';
import { type FermataProcess, runFermata, startFermata } from './support/processes.ts';
import { makeOldLibrary } from './support/test-library.ts';

/** How long the statement is to take at least, in milliseconds (issue 2). */
const STEP_MS = 15_000;

/** Without a heartbeat for this long a lock is stale, in milliseconds (visible-lock.ts). */
const STALE_MS = 10_000;

/** For how long the event loop may stand still, in milliseconds (issue 2). */
const LONGEST_STALL_MS = 50;

/** Once in fifteen seconds a busy machine may stop a thread where the idle one was lucky; for less, in
 *  milliseconds, than any statement that the main thread would run itself. */
const LONGEST_HICCUP_MS = 1_000;

test('A step of fifteen seconds in one statement keeps the lock, the event loop free and the page informed', {
  timeout: 240_000,
}, async (context) => {
  const library = await makeOldLibrary({ added: [slowMigration(roundsFor(STEP_MS))] });
  const browser = await startBrowser(context);
  const watch = await watchEventLoop();
  const web = startFermata(['serve', '--port', '0', ...library.args], { env: watch.env });
  const { url } = await web.waitFor('listening');
  const page = await browser.newPage();
  await page.goto(url);
  await page.getByText(/^Step \d+ of \d+: Slow$/).waitFor();
  const startedAt = Date.now();

  const { visibleLock } = lockLocation(library.file, undefined);
  const elapsed = page.getByText(/^\d+ s$/);
  const shown = new Set<string>();
  let oldestHeartbeatMs = 0;
  const [challenger] = await Promise.all([
    runFermata(['prepare', '--lock-timeout', String(STALE_MS / 1000 + 2), ...library.args]),
    duringSlowStep(web, async () => {
      oldestHeartbeatMs = Math.max(
        oldestHeartbeatMs,
        Date.now() - (await stat(visibleLock)).mtimeMs,
      );
      for (const text of await elapsed.allTextContents()) shown.add(text);
    }),
  ]);
  expect(challenger).toMatchObject({ status: 10, result: { code: 'LOCK_TIMEOUT' } });
  expect(oldestHeartbeatMs).toBeLessThan(STALE_MS);
  const { durationMs } = await web.waitFor('step-applied', ({ name }) => name === 'slow');
  expect(durationMs).toBeGreaterThan(STEP_MS);
  // One a second, and some leeway at both ends.
  expect(shown.size).toBeGreaterThan(STEP_MS / 1000 - 5);

  await page.getByRole('grid', { name: 'Tracks' }).waitFor();
  web.kill('SIGTERM');
  expect(await web.ended).toMatchObject({ status: 0 });
  await expectFreeEventLoop(watch, startedAt);
});

/** The main thread did not stand still for too long, or the machine lets no thread run for longer. */
async function expectFreeEventLoop(watch: EventLoopWatch, since: number): Promise<void> {
  const { main, idle } = await watch.stallsSince(since);
  const [hiccup = 0, longest = 0] = main;
  expect(longest).toBeLessThan(Math.max(LONGEST_STALL_MS, 2 * (idle[0] ?? 0)));
  expect(hiccup).toBeLessThan(LONGEST_HICCUP_MS);
}

/** Looks at something four times a second until the slow step is done. */
async function duringSlowStep(process: FermataProcess, look: () => Promise<void>): Promise<void> {
  let isDone = false;
  const done = process
    .waitFor('step-applied', ({ name }) => name === 'slow')
    .finally(() => {
      isDone = true;
    });
  while (!isDone) {
    await look();
    await Promise.race([done, delay(250)]);
  }
  await done;
}

/**
 * How far {@link slowMigration} has to count to take this long on this machine at its quickest: by
 * the processor's time, which other processes do not take part in.
 */
function roundsFor(milliseconds: number): number {
  const sampleRounds = 2_000_000;
  const [, sampleSql] = slowMigration(sampleRounds);
  const db = new Database(':memory:');
  db.exec(`CREATE TABLE playlists (name TEXT); INSERT INTO playlists VALUES ('');`);
  const samples = Array.from({ length: 5 }, () => {
    const before = process.threadCpuUsage();
    db.exec(sampleSql);
    return process.threadCpuUsage(before).user / 1000;
  });
  db.close();
  const roundsPerMs = sampleRounds / Math.min(...samples);
  return Math.ceil(roundsPerMs * milliseconds * 1.5);
}
