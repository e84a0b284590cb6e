/** `npm run demo`: a real upgrade with a real backup, in a folder that is gone afterwards. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';

const DEMO = fileURLToPath(new URL('../scripts/demo.ts', import.meta.url));

test('the demo builds an old library, opens it, and leaves nothing behind', async ({ skip }) => {
  if (process.platform !== 'linux') skip('A desktop can be had without a display server here');
  const demo = spawn(process.execPath, [DEMO, '--tracks', '2000'], {
    env: { ...process.env, DISPLAY: undefined, WAYLAND_DISPLAY: undefined },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  onTestFinished(() => {
    // Told to end and not killed: it has a process of its own to end, and its folder to remove.
    demo.kill('SIGTERM');
  });
  const ended = once(demo, 'exit');
  const story: string[] = [];
  for await (const line of merged(demo.stdout, demo.stderr)) {
    story.push(line);
    if (line.startsWith('The library is open')) break;
  }
  const told = story.join('\n');
  expect(told).toContain('a library of schema version 3 with 2,000 tracks');
  expect(told).toContain('Fermata is at http://127.0.0.1:');
  expect(told).toContain('Backing up the library');
  const folder = / in (\S*fermata-demo-\S+) …/.exec(told)?.[1] ?? '';
  expect(existsSync(folder)).toBe(true);

  demo.kill('SIGTERM');
  expect(await ended).toEqual([0, null]);
  expect(existsSync(folder)).toBe(false);
});

/** The lines of two streams as they come. */
async function* merged(...streams: NodeJS.ReadableStream[]): AsyncGenerator<string> {
  const lines: string[] = [];
  let wake = () => {};
  let open = streams.length;
  for (const stream of streams) {
    createInterface({ input: stream })
      .on('line', (line) => {
        lines.push(line);
        wake();
      })
      .on('close', () => {
        open -= 1;
        wake();
      });
  }
  for (;;) {
    const line = lines.shift();
    if (line !== undefined) yield line;
    else if (open === 0) return;
    else await new Promise<void>((resolve) => (wake = resolve));
  }
}
