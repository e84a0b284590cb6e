/**
 * How a library is, through the API of a session on a real one: while it is open, while it cannot be,
 * and while it is checked; and what of it leaves the computer.
 */
import { chmodSync } from 'node:fs';
import { hostname } from 'node:os';
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import type { z } from 'zod';
import { ErrorReportSchema } from '../../../shared/errors.ts';
import {
  type HealthCheck,
  HealthCheckSchema,
  type LibraryHealth,
  LibraryHealthSchema,
} from '../../../shared/health.ts';
import { LibrarySession } from '../../library-session.ts';
import {
  LATEST,
  leafPagesOf,
  makeMusicLibrary,
  zeroPages,
} from '../../lifecycle/testing/music-library.ts';
import type { LifecycleOptions } from '../../lifecycle/thread/options.ts';

let library: LifecycleOptions & { readonly folder: string };
let session: LibrarySession;

beforeEach(() => {
  library = makeMusicLibrary();
  session = startSession();
});

describe('a library that is open', () => {
  test('tells its schema, its migrations, its backups and who had its lock', async () => {
    library = makeMusicLibrary(LATEST - 1);
    await session.prepare(() => library);
    const health = await readHealth();
    expect(health).toMatchObject({
      file: library.libraryFile,
      state: 'current',
      failure: null,
      schemaVersion: LATEST,
      latestSchemaVersion: LATEST,
      facts: { journalMode: 'wal', scanProblems: expect.any(Number) },
      lastCheck: null,
      backups: {
        count: 1,
        unusable: 0,
        newest: { kind: 'before-migration' },
        secondFolder: 'none',
      },
      lock: { state: 'free', holder: null },
    });
    expect(health.facts?.migrations.map(({ version }) => version)).toEqual(
      Array.from({ length: LATEST }, (_, index) => index + 1),
    );
    expect(health.lockHistory).toMatchObject([{ pid: process.pid, end: 'freed' }]);
    expect(health.runtime.map(({ name }) => name)).toEqual(['Node', 'SQLite']);
    expect(health.bytes).toBeGreaterThan(4096);
    expect(Date.parse(health.backups?.nextAt ?? '')).toBeGreaterThan(Date.now());
  });

  test.each(['quick', 'full'] as const)(
    'is checked (%s), and the result is known later on',
    async (depth) => {
      // As Fermata makes it now.
      chmodSync(library.libraryFile, 0o600);
      chmodSync(library.folder, 0o700);
      await session.prepare(() => library);
      const seen = await check(depth);
      expect(seen.at(-1)).toEqual({ state: 'done', depth, progress: null, error: null });
      const progress = seen.flatMap(({ progress: step }) => (step === null ? [] : [step]));
      expect(progress.length).toBeGreaterThan(5);
      expect(progress.at(-1)?.done).toBe(progress.at(-1)?.total);
      await session.close();

      session = startSession();
      await session.prepare(() => library);
      const { lastCheck } = await readHealth();
      expect(lastCheck).toMatchObject({ depth, durationMs: expect.any(Number) });
      const verdicts = new Set(lastCheck?.findings.map(({ verdict }) => verdict));
      expect(verdicts).toEqual(new Set(['ok']));
    },
  );

  test('is checked once at a time, and a check can be cancelled', async () => {
    await session.prepare(() => library);
    await ask(HealthCheckSchema, '/api/health/check', post('full'));
    const { status, answer } = await ask(ErrorReportSchema, '/api/health/check', post('quick'));
    expect([status, answer.code]).toEqual([409, 'BUSY']);
    const ended = checkEnds();
    await ask(HealthCheckSchema, '/api/health/check', { method: 'DELETE' });
    expect((await ended).at(-1)?.state).toBe('cancelled');
    expect((await readHealth()).lastCheck).toBeNull();
  });

  test('is not checked in a depth that there is none of', async () => {
    await session.prepare(() => library);
    const { status } = await ask(ErrorReportSchema, '/api/health/check', {
      method: 'POST',
      body: '{"depth":"deepest"}',
    });
    expect(status).toBe(400);
  });

  test('is not held open by a check when it is closed', async () => {
    await session.prepare(() => library);
    await ask(HealthCheckSchema, '/api/health/check', post('full'));
    await session.close();
    expect(session.health.check.state).toBe('cancelled');
  });
});

describe('a damaged library', () => {
  test('that cannot be opened tells what is known of it, and a check finds the damage', async () => {
    zeroPages(library.libraryFile, leafPagesOf(library.libraryFile, 'sqlite_schema'));
    await session.prepare(() => library).catch(() => {});
    expect(await readHealth()).toMatchObject({
      failure: { code: 'LIBRARY_DAMAGED' },
      latestSchemaVersion: LATEST,
      lock: { state: 'free' },
    });
    await check('quick');
    const { lastCheck } = await readHealth();
    expect(lastCheck?.findings).toContainEqual(
      expect.objectContaining({ verdict: 'problem', code: 'LIBRARY_DAMAGED' }),
    );
  });

  test('is found by a check while it is open', async () => {
    await session.prepare(() => library);
    zeroPages(library.libraryFile, leafPagesOf(library.libraryFile, 'plays'));
    await check('quick');
    expect((await readHealth()).lastCheck?.findings).toContainEqual(
      expect.objectContaining({ check: 'Deep check', code: 'LIBRARY_DAMAGED' }),
    );
  });
});

test('the report has everything but paths and names of computers', async () => {
  library = makeMusicLibrary(LATEST - 1);
  await session.prepare(() => library);
  await check('quick');
  const response = await session.api(new Request('http://localhost/api/health/report'));
  expect(response.headers.get('Content-Disposition')).toContain('attachment');
  const text = await response.text();
  expect(text).not.toContain(library.folder);
  expect(text).not.toContain(hostname());
  const report = LibraryHealthSchema.parse(JSON.parse(text));
  expect(report.file).toBe('<library>');
  expect(report.lockHistory[0]?.host).toBe('this computer');
  expect(report.lastCheck?.findings.find(({ check: name }) => name === 'Library')?.message).toBe(
    '<library> is up to date',
  );
});

function startSession(): LibrarySession {
  const started = new LibrarySession({ host: 'a test', onEvent: () => {} });
  onTestFinished(() => started.close());
  return started;
}

async function ask<Answer>(schema: z.ZodType<Answer>, path: string, init?: RequestInit) {
  const response = await session.api(new Request(`http://localhost${path}`, init));
  return { status: response.status, answer: schema.parse(await response.json()) };
}

const post = (depth: string): RequestInit => ({ method: 'POST', body: JSON.stringify({ depth }) });

async function readHealth(): Promise<LibraryHealth> {
  const { status, answer } = await ask(LibraryHealthSchema, '/api/health');
  expect(status).toBe(200);
  return answer;
}

/** Checks the library to the end; every state on the way. */
async function check(depth: string): Promise<HealthCheck[]> {
  const ended = checkEnds();
  await ask(HealthCheckSchema, '/api/health/check', post(depth));
  return ended;
}

function checkEnds(): Promise<HealthCheck[]> {
  const seen: HealthCheck[] = [];
  return new Promise((resolve) => {
    const stop = session.health.onCheck((state) => {
      seen.push(state);
      if (state.state === 'running') return;
      stop();
      resolve(seen);
    });
  });
}
