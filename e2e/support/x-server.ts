/** An X server for windows that nobody looks at: the one that is there, or an Xvfb of our own. */
import { spawn } from 'node:child_process';
import { Readable } from 'node:stream';
import { findCommand } from './commands.ts';
import { installPackages } from './debian-packages.ts';
import { HANGS_MS } from './patience.ts';
import { Unavailable } from './unavailable.ts';

export interface XServer {
  /** For DISPLAY. */
  readonly display: string;
  /** Ends the server if it was started here. */
  stop(): void;
}

/**
 * Finds or starts an X server.
 *
 * @throws Unavailable if there is none and none can be installed
 */
export async function startXServer(): Promise<XServer> {
  const display = process.env.DISPLAY;
  if (display !== undefined && display !== '') return { display, stop: () => {} };
  if ((await findCommand('Xvfb')) === null) await installPackages(['xvfb']);
  const xvfb = await findCommand('Xvfb');
  if (xvfb === null) throw new Unavailable('there is no display, and no Xvfb to stand in for one');
  return startXvfb(xvfb);
}

async function startXvfb(xvfb: string): Promise<XServer> {
  // It chooses a free display, and writes its number to descriptor 3 when it is ready.
  // Any user of this machine may show windows on it (-ac): the sandboxed app is another one.
  const args = ['-displayfd', '3', '-screen', '0', '1280x1024x24', '-nolisten', 'tcp', '-ac'];
  const server = spawn(xvfb, args, { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] });
  const number = await new Promise<string>((resolve, reject) => {
    server.once('error', reject);
    server.once('exit', (status) => reject(new Unavailable(`Xvfb ended at once (${status})`)));
    const answer = server.stdio[3];
    if (answer instanceof Readable) answer.once('data', (data) => resolve(String(data).trim()));
    AbortSignal.timeout(HANGS_MS).addEventListener('abort', () => {
      reject(new Error('Xvfb did not say its display.'));
    });
  }).catch((error: unknown) => {
    server.kill('SIGKILL');
    throw error;
  });
  return { display: `:${number}`, stop: () => server.kill() };
}
