/** Files over the API: all of their bytes or a range of them, and never left open. */
import { copyFileSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { openDescriptors } from '../../../../fixtures/open-descriptors.ts';
import { AUDIO_FIXTURES, makeScratchFolder } from '../../../../fixtures/test-library.ts';
import { ErrorReportSchema } from '../../../shared/errors.ts';
import { serveFile } from './serve-file.ts';
import { openTrackFile } from './track-file.ts';

let path = '';
let content: Buffer;

beforeEach(() => {
  const folder = makeScratchFolder();
  path = join(folder, 'song.flac');
  copyFileSync(join(AUDIO_FIXTURES, '02 second light.flac'), path);
  content = readFileSync(path);
});

async function ask(headers: Record<string, string> = {}, init: RequestInit = {}) {
  const opened = await openTrackFile({ path, state: null }, { libraryFile: '/no/library.db' });
  return serveFile(new Request('http://localhost/', { ...init, headers }), opened);
}

async function bytesOf(response: Response): Promise<Buffer> {
  return Buffer.from(await response.arrayBuffer());
}

describe('A file', () => {
  test('is answered whole, with its type and length', async () => {
    const response = await ask();
    expect(response.status).toBe(200);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'audio/flac',
      'content-length': '4131',
      'accept-ranges': 'bytes',
    });
    expect(await bytesOf(response)).toEqual(content);
  });

  test.for([
    ['bytes=0-', 0, 4130],
    ['bytes=0-0', 0, 0],
    ['bytes=100-199', 100, 199],
    ['bytes=4000-999999', 4000, 4130],
    ['bytes=-31', 4100, 4130],
    ['bytes=-999999', 0, 4130],
    ['bytes=4130-4130', 4130, 4130],
    // What cannot be had of several is left out.
    ['bytes=9000-,5-6', 5, 6],
  ] as const)('is answered in part for %s', async ([range, start, end]) => {
    const response = await ask({ range });
    expect(response.status).toBe(206);
    expect(response.headers.get('content-range')).toBe(`bytes ${start}-${end}/4131`);
    expect(response.headers.get('content-length')).toBe(String(end - start + 1));
    expect(await bytesOf(response)).toEqual(content.subarray(start, end + 1));
  });

  test.for(['bytes=4131-', 'bytes=9000-9001', 'bytes=-0'])(
    'has nothing of %s, and is closed',
    async (range, context) => {
      const response = await ask({ range });
      expect(response.status).toBe(416);
      expect(response.headers.get('content-range')).toBe('bytes */4131');
      expect(ErrorReportSchema.parse(await response.json()).code).toBe('USAGE');
      expect(openDescriptors(context, path)).toBe(0);
    },
  );

  test.for(['bytes=', 'bytes=a-b', 'bytes=5-1', 'seconds=0-1', 'nonsense', 'bytes=0-1,5-6'])(
    'is answered whole for %j, which is no single range of bytes',
    async (range) => {
      const response = await ask({ range });
      expect(response.status).toBe(200);
      expect(await bytesOf(response)).toEqual(content);
    },
  );

  test('is answered in part only while it is the same file', async () => {
    const etag = (await ask()).headers.get('etag') ?? '';
    expect(etag).toMatch(/^"[\w-]+"$/);
    const headers = { range: 'bytes=0-9', 'if-range': etag };
    expect((await ask(headers)).status).toBe(206);
    writeFileSync(path, content);
    const response = await ask(headers);
    expect(response.status).toBe(200);
    expect(response.headers.get('etag')).not.toBe(etag);
  });

  test('is only described to HEAD, and closed', async (context) => {
    const response = await ask({ range: 'bytes=0-9' }, { method: 'HEAD' });
    expect(response.status).toBe(200);
    expect(response.headers.get('content-length')).toBe('4131');
    expect(await bytesOf(response)).toHaveLength(0);
    expect(openDescriptors(context, path)).toBe(0);
  });
});

describe('A large file', () => {
  const LARGE = 32 * 1024 * 1024;

  beforeEach(() => truncateSync(path, LARGE));

  test('is closed at its end', async (context) => {
    expect(await bytesOf(await ask())).toHaveLength(LARGE);
    await expect.poll(() => openDescriptors(context, path)).toBe(0);
  });

  test('stays open while it is read, and is closed when it is not read to its end', async (context) => {
    const reader = (await ask()).body?.getReader();
    await reader?.read();
    expect(openDescriptors(context, path)).toBe(1);
    await reader?.cancel();
    await expect.poll(() => openDescriptors(context, path)).toBe(0);
  });

  test('is closed when the request is aborted, although nobody reads', async (context) => {
    const going = new AbortController();
    await ask({}, { signal: going.signal });
    expect(openDescriptors(context, path)).toBe(1);
    going.abort();
    await expect.poll(() => openDescriptors(context, path)).toBe(0);
  });

  test('is not opened to be left open for a request that was aborted before', async (context) => {
    await ask({}, { signal: AbortSignal.abort() });
    await expect.poll(() => openDescriptors(context, path)).toBe(0);
  });

  test('is read no faster than its reader reads', async () => {
    const reader = (await ask()).body?.getReader();
    let bytes = (await reader?.read())?.value?.length ?? 0;
    // Takes as long as reading all of it ahead would.
    expect(await bytesOf(await ask())).toHaveLength(LARGE);
    truncateSync(path, LARGE / 16);
    for (;;) {
      const { value, done = true } = (await reader?.read()) ?? {};
      if (done) break;
      bytes += value?.length ?? 0;
    }
    expect(bytes).toBe(LARGE / 16);
  });
});
