/** For tests: another process at the same library, to race with, to wait for, to stop and to kill. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';
import { z } from 'zod';
import { ErrorReportSchema, errorFromReport } from '../../../shared/errors.ts';
import { type LifecycleEvent, LifecycleEventSchema } from '../../../shared/lifecycle-events.ts';
import type { BackupRequest } from '../backups/backup.ts';
import type { LockRequest } from '../lock/lock.ts';
import type { PrepareOptions } from '../prepare.ts';

export interface PeerRequest {
  readonly id: number;
  readonly call:
    | 'sql'
    | 'start-writing'
    | 'stop-writing'
    | 'close-databases'
    | 'prepare'
    | 'lock'
    | 'release'
    | 'fill-disk'
    | 'names-in'
    | 'copy-file'
    | 'digest-of'
    | 'back-up'
    | 'file-number'
    | 'processes-that-hold'
    | 'locks-on'
    | 'read'
    | 'abort';
  readonly args: never;
}

interface PeerDisk {
  readonly folder: string;
  readonly bytes: number;
  /** With an overlay of two folders of it in its folder `merged`. */
  readonly isOverlay?: boolean;
}

interface PeerOptions {
  /** As a user who may not do everything; files meant for it have to be given to it. */
  readonly unprivileged?: boolean;
  /** As a user and group of these numbers; only root can start one. */
  readonly user?: { readonly uid: number; readonly gid: number };
  /** With an empty disk of this size mounted over a folder, seen by this process alone. */
  readonly disk?: PeerDisk;
}

const MessageSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('started') }),
  z.object({ kind: z.literal('event'), event: LifecycleEventSchema }),
  z.object({ kind: z.literal('result'), id: z.number(), result: z.unknown() }),
  z.object({ kind: z.literal('error'), id: z.number(), report: ErrorReportSchema }),
]);

/** `nobody`, on every Linux. */
export const UNPRIVILEGED_USER = 65_534;

const SCRIPT = fileURLToPath(new URL('./peer-process.ts', import.meta.url));
const IS_ROOT = process.getuid?.() === 0;
const UNSHARE = IS_ROOT ? ['--mount'] : ['--map-root-user', '--mount'];

/** Whether a test can give a process a disk of its own. */
export function canMountDisks(): boolean {
  return spawnSync('unshare', [...UNSHARE, 'true']).status === 0;
}

/** Starts a process that is ended when the test is. */
export async function startPeer({
  unprivileged = false,
  user: named,
  disk,
}: PeerOptions = {}): Promise<Peer> {
  const command = disk === undefined ? [] : ['unshare', ...UNSHARE, 'sh', '-c', mountScript(disk)];
  const [program = process.execPath, ...args] = [...command, process.execPath, SCRIPT];
  const user = named ?? { uid: UNPRIVILEGED_USER, gid: UNPRIVILEGED_USER };
  const child = spawn(program, args, {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    ...((unprivileged || named !== undefined) && IS_ROOT ? user : {}),
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  const peer = new Peer(child);
  await peer.started;
  return peer;
}

function mountScript({ folder, bytes, isOverlay }: PeerDisk): string {
  const overlay =
    'mkdir lower upper work merged && mount -t tmpfs none lower && mount -t overlay -o lowerdir=lower,upperdir=upper,workdir=work none merged';
  return [
    `mount -t tmpfs -o size=${bytes} none "${folder}"`,
    ...(isOverlay === true ? [`(cd "${folder}" && ${overlay})`] : []),
    'exec "$0" "$@"',
  ].join(' && ');
}

export class Peer {
  readonly events: LifecycleEvent[] = [];
  readonly started: Promise<void>;
  readonly #child: ChildProcess;
  readonly #settlers = new Map<
    number,
    { resolve: (result: unknown) => void; reject: (error: unknown) => void }
  >();
  readonly #listeners = new Set<(event: LifecycleEvent) => void>();
  #lastId = 0;

  constructor(child: ChildProcess) {
    this.#child = child;
    this.started = new Promise((resolve, reject) => {
      child.once('message', () => resolve());
      child.once('exit', () => reject(new Error('The peer process did not start.')));
    });
    child.on('message', (message) => this.#hear(message));
    child.on('exit', () => this.#rejectAll(new Error('The peer process has ended.')));
  }

  get pid(): number | undefined {
    return this.#child.pid;
  }

  sql(file: string, sql: string): Promise<unknown> {
    return this.#call('sql', { file, sql });
  }

  startWriting(file: string, sql: string): Promise<unknown> {
    return this.#call('start-writing', { file, sql });
  }

  stopWriting(): Promise<unknown> {
    return this.#call('stop-writing', {});
  }

  closeDatabases(): Promise<unknown> {
    return this.#call('close-databases', {});
  }

  prepare(options: Omit<PrepareOptions<string>, 'open' | 'signal'>): Promise<unknown> {
    return this.#call('prepare', options);
  }

  lock(request: Omit<LockRequest, 'signal'>): Promise<unknown> {
    return this.#call('lock', request);
  }

  release(): Promise<unknown> {
    return this.#call('release', {});
  }

  /** Takes all the room that is left on the disk of a folder. */
  fillDisk(folder: string): Promise<unknown> {
    return this.#call('fill-disk', { folder });
  }

  /** The names in a folder as this process sees it. */
  namesIn(folder: string): Promise<unknown> {
    return this.#call('names-in', { folder });
  }

  /** Copies a file to where this process sees it. */
  copyFile(from: string, to: string): Promise<unknown> {
    return this.#call('copy-file', { from, to });
  }

  /** The hash of a file as this process sees it. */
  digestOf(file: string): Promise<unknown> {
    return this.#call('digest-of', { file });
  }

  backUp(request: BackupRequest): Promise<unknown> {
    return this.#call('back-up', request);
  }

  /** The number that a file has on its disk. */
  fileNumber(file: string): Promise<unknown> {
    return this.#call('file-number', { file });
  }

  /** What open-files.ts tells this process of a library. */
  processesThatHold(file: string): Promise<unknown> {
    return this.#call('processes-that-hold', { file });
  }

  locksOn(file: string): Promise<unknown> {
    return this.#call('locks-on', { file });
  }

  /** The rows of a query, through the connection that reads, and whether that is a snapshot. */
  read(file: string, sql: string): Promise<unknown> {
    return this.#call('read', { file, sql });
  }

  abort(): Promise<unknown> {
    return this.#call('abort', {});
  }

  /** The first event, past or to come, that is as asked. */
  event(isAsked: (event: LifecycleEvent) => boolean): Promise<LifecycleEvent> {
    const past = this.events.find(isAsked);
    if (past !== undefined) return Promise.resolve(past);
    return new Promise((resolve) => {
      const listener = (event: LifecycleEvent) => {
        if (!isAsked(event)) return;
        this.#listeners.delete(listener);
        resolve(event);
      };
      this.#listeners.add(listener);
    });
  }

  /** Sends a signal without waiting for what it does. */
  signal(name: NodeJS.Signals): void {
    this.#child.kill(name);
  }

  /** Ends the process at once, whatever it is doing, and waits until it is gone. */
  async kill(): Promise<void> {
    const exit = once(this.#child, 'exit');
    this.#child.kill('SIGKILL');
    await exit;
  }

  #call(call: PeerRequest['call'], args: unknown): Promise<unknown> {
    const id = ++this.#lastId;
    const answer = new Promise((resolve, reject) => this.#settlers.set(id, { resolve, reject }));
    // A test that kills a peer does not wait for its answers.
    answer.catch(() => {});
    this.#child.send({ id, call, args });
    return answer;
  }

  #hear(raw: unknown): void {
    const message = MessageSchema.parse(raw);
    if (message.kind === 'started') return;
    if (message.kind === 'event') {
      this.events.push(message.event);
      for (const listener of this.#listeners) listener(message.event);
      return;
    }
    const settler = this.#settlers.get(message.id);
    this.#settlers.delete(message.id);
    if (message.kind === 'result') settler?.resolve(message.result);
    else settler?.reject(errorFromReport(message.report));
  }

  #rejectAll(error: Error): void {
    for (const { reject } of this.#settlers.values()) reject(error);
    this.#settlers.clear();
  }
}
