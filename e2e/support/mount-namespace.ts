/**
 * A mount namespace of its own (mount_namespaces(7)): what is mounted in it only the processes that
 * are started through it see, and it is gone with the test.
 */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { onTestFinished, type TestContext } from 'vitest';

const IS_ROOT = process.getuid?.() === 0;
const UNSHARE = IS_ROOT ? ['--mount'] : ['--map-root-user', '--mount'];
const NSENTER = IS_ROOT ? ['--mount'] : ['--user', '--mount', '--preserve-credentials'];

export interface MountNamespace {
  /** The command through which a process is started in it. */
  readonly through: readonly [string, ...string[]];
  /** Where this process finds what processes in it know by a path. */
  seen(path: string): string;
}

/**
 * Makes a mount namespace; skips the test where that is not allowed, or the machine cannot mount what
 * the script asks for (overlays in a container, say).
 *
 * @param script what sh(1) mounts in it, one command on each line
 * @param args `$0`, `$1`… of the script
 */
export async function makeMountNamespace(
  { skip }: TestContext,
  script: string,
  ...args: readonly string[]
): Promise<MountNamespace> {
  if (spawnSync('unshare', [...UNSHARE, 'true']).status !== 0) {
    return skip('this machine lets nobody mount a disk for a test (unshare --mount)');
  }
  const command = `set -e\n${script}\necho mounted\nexec sleep infinity`;
  const keeper = spawn('unshare', [...UNSHARE, 'sh', '-c', command, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  onTestFinished(() => void keeper.kill('SIGKILL'));
  const complaint = text(keeper.stderr);
  const isMounted = await Promise.race([
    once(keeper.stdout, 'data').then(() => true),
    once(keeper, 'exit').then(() => false),
  ]);
  if (!isMounted) {
    return skip(`this machine cannot mount what the test needs: ${(await complaint).trim()}`);
  }
  return {
    through: ['nsenter', '--target', String(keeper.pid), ...NSENTER],
    seen: (path) => `/proc/${keeper.pid}/root${path}`,
  };
}
