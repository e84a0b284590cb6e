/** A Music Player Daemon of the system's (Debian: mpd) with a database of its own, to measure beside. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { WORK_LIMIT_MS, within } from './limits.ts';

/** Whether there is one on this machine. */
export function hasMpd(): boolean {
  return spawnSync('mpd', ['--version']).error === undefined;
}

export class Mpd {
  readonly process: ChildProcess;
  readonly #socket: Socket;
  readonly #lines: AsyncIterator<string>;

  private constructor(child: ChildProcess, socket: Socket, lines: AsyncIterator<string>) {
    this.process = child;
    this.#socket = socket;
    this.#lines = lines;
  }

  /** Starts it on a folder with music that it does not know yet. */
  static async start(folder: string, music: string): Promise<Mpd> {
    mkdirSync(folder, { recursive: true });
    const place = (name: string) => join(folder, name);
    writeFileSync(
      place('mpd.conf'),
      [
        `music_directory "${music}"`,
        `db_file "${place('database')}"`,
        `state_file "${place('state')}"`,
        `bind_to_address "${place('socket')}"`,
        'auto_update "no"',
        'audio_output {\n  type "null"\n  name "none"\n}\n',
      ].join('\n'),
    );
    const args = ['--no-daemon', '--stderr', '--verbose', place('mpd.conf')];
    const child = spawn('mpd', args, { stdio: ['ignore', 'ignore', 'pipe'] });
    await isListening(child, place('socket'));
    const socket = connect(place('socket'));
    const lines = createInterface({ input: socket })[Symbol.asyncIterator]();
    await lines.next();
    return new Mpd(child, socket, lines);
  }

  /** Brings its database up to date, and resolves once it is. */
  async update(): Promise<void> {
    await this.#ask('update');
    await this.untilIdle();
  }

  /** Resolves once no update runs. A new database is filled without being asked for it. */
  async untilIdle(): Promise<void> {
    while ((await this.#ask('status')).some((line) => line.startsWith('updating_db'))) {
      await this.#ask('idle update');
    }
  }

  async stop(): Promise<void> {
    this.#socket.destroy();
    const gone = once(this.process, 'exit');
    this.process.kill('SIGTERM');
    await gone;
  }

  async #ask(command: string): Promise<string[]> {
    this.#socket.write(`${command}\n`);
    const answer: string[] = [];
    for (;;) {
      const line = this.#lines.next();
      const end = () => this.process.kill();
      const { value, done } = await within(WORK_LIMIT_MS, 'an answer of MPD', line, end);
      if (done === true || value.startsWith('ACK')) throw new Error(`MPD: ${value ?? 'ended'}`);
      if (value === 'OK') return answer;
      answer.push(value);
    }
  }
}

/** Resolves once a client can connect: MPD does not say so, so that its log is read. */
async function isListening(child: ChildProcess, socket: string): Promise<void> {
  if (child.stderr === null) throw new Error('MPD has no log.');
  for await (const _line of createInterface({ input: child.stderr })) {
    const client = connect(socket);
    const isThere = await new Promise((resolve) => {
      client.once('connect', () => resolve(true));
      client.once('error', () => resolve(false));
    });
    client.destroy();
    if (isThere === true) break;
  }
  child.stderr.resume();
}
