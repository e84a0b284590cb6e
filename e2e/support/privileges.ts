/**
 * Processes that file permissions bind. They do not bind root, as which tests may run; without its
 * capabilities root is a user like any other (capabilities(7)).
 */
import { spawnSync } from 'node:child_process';
import type { TestContext } from 'vitest';

const WITHOUT_CAPABILITIES = ['setpriv', '--bounding-set=-all', '--inh-caps=-all'] as const;

type Command = readonly [string, ...string[]];

/**
 * The command through which a process is started to be bound by file permissions, if it takes one;
 * skips the test where that cannot be had.
 */
export function throughOrdinaryUser({ skip }: TestContext): { readonly through?: Command } {
  if (process.platform === 'win32') return skip('Windows has no file permissions of this kind');
  if (process.getuid?.() !== 0) return {};
  const [setpriv, ...options] = WITHOUT_CAPABILITIES;
  const { status } = spawnSync(setpriv, [...options, 'true']);
  return status === 0
    ? { through: WITHOUT_CAPABILITIES }
    : skip('root cannot give up its capabilities here (setpriv)');
}
