/** `fermata serve` from its first event to its last, on real libraries. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { LibrarySummarySchema } from '../../shared/api/library.ts';
import { LifecycleSnapshotSchema } from '../../shared/api/lifecycle.ts';
import { ScanStateSchema } from '../../shared/api/scan.ts';
import { shippedMigrationsDir } from '../locations.ts';
import { LOOPBACK } from './listening-address.ts';
import { serveLibrary } from './serve-library.ts';

async function placesInScratchFolder() {
  const folder = await mkdtemp(join(tmpdir(), 'fermata-serve-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  return {
    libraryFile: join(folder, 'library.db'),
    backupsDir: join(folder, 'backups'),
    migrationsDir: shippedMigrationsDir(),
  };
}

/** Opens the printed address; returns how to ask the API from then on, as its page does. */
async function enter(
  url: string,
): Promise<(path: string, init?: RequestInit) => Promise<Response>> {
  const { headers } = await fetch(url, { redirect: 'manual' });
  const cookie = headers.get('set-cookie')?.split(';')[0] ?? '';
  const { origin } = new URL(url);
  return (path, init) => fetch(new URL(path, url), { ...init, headers: { cookie, origin } });
}

test('listens before the library is ready, and serves it until it is told to stop', async () => {
  const places = await placesInScratchFolder();
  const stopping = new AbortController();
  const ready = withResolvers<void>();
  const story: string[] = [];
  const serving = serveLibrary({
    places,
    host: LOOPBACK,
    port: 0,
    signal: stopping.signal,
    onListening: ({ url }) => story.push(url),
    onEvent: ({ event }) => {
      story.push(event);
      if (event === 'ready') ready.resolve();
    },
  });
  await ready.promise;
  const [url = '', ...events] = story;
  expect(events).toEqual(expect.arrayContaining(['phase', 'step', 'ready']));

  const ask = await enter(url);
  const summary = LibrarySummarySchema.parse(await (await ask('/api/library')).json());
  expect(summary.file).toBe(places.libraryFile);
  const { events: told } = LifecycleSnapshotSchema.parse(
    await (await ask('/api/lifecycle')).json(),
  );
  expect(told.at(-1)?.event).toBe('ready');

  const folders = [dirname(places.libraryFile)];
  const body = JSON.stringify({ folders });
  const scan = await ask('/api/scan', { method: 'POST', body });
  expect(ScanStateSchema.parse(await scan.json()).folders).toEqual(folders);
  expect((await ask('/api/scan', { method: 'DELETE' })).status).toBe(200);

  const stream = await ask('/api/events');
  stopping.abort();
  await serving;
  await stream.text();
  await expect(ask('/api/library')).rejects.toThrow();
});

test('ends with the error of a library that cannot be prepared', async () => {
  const places = await placesInScratchFolder();
  await writeFile(places.libraryFile, 'not a library');
  const failures: string[] = [];
  const serving = serveLibrary({
    places,
    host: LOOPBACK,
    port: 0,
    signal: new AbortController().signal,
    onListening: () => {},
    onEvent: (event) => {
      if (event.event === 'failed') failures.push(event.error.code);
    },
  });
  await expect(serving).rejects.toMatchObject({ code: 'NOT_A_LIBRARY' });
  expect(failures).toEqual(['NOT_A_LIBRARY']);
});

test('stopped before the library is ready, it leaves nothing half done', async () => {
  const places = await placesInScratchFolder();
  const stopping = new AbortController();
  const serving = serveLibrary({
    places,
    host: LOOPBACK,
    port: 0,
    signal: stopping.signal,
    onListening: () => {},
    onEvent: ({ event }) => {
      if (event === 'step') stopping.abort();
    },
  });
  await expect(serving).rejects.toMatchObject({ code: 'INTERRUPTED' });
});

function withResolvers<Value>() {
  let resolve: (value: Value) => void = () => {};
  const promise = new Promise<Value>((fulfil) => {
    resolve = fulfil;
  });
  return { promise, resolve };
}
