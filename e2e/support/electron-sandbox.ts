/**
 * The desktop app in Chromium's real sandbox. Root cannot have it: Chromium refuses to start as
 * root with it. So root becomes an ordinary user for it, who sees the app and its Electron through
 * mounts that only its own processes have.
 */
import { spawnSync } from 'node:child_process';
import { chmod, chown, mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { type ElectronApplication, _electron as electron } from 'playwright';
import { onTestFinished, type TestContext } from 'vitest';
import { type DesktopCommand, desktopCommand } from './desktop.ts';
import { makeScratchFolder } from './libraries.ts';
import { HANGS_MS, STEP_HANGS_MS } from './patience.ts';

/** Of `nobody`, on every Linux. */
const NOBODY = 65_534;

/** Without capabilities, as anybody who logs in. */
const AS_NOBODY = [
  'setpriv',
  `--reuid=${NOBODY}`,
  `--regid=${NOBODY}`,
  '--clear-groups',
  '--inh-caps=-all',
  '--bounding-set=-all',
] as const;

/**
 * Starts the desktop app, sandboxed, on a library that is not there yet; skips the test where that
 * cannot be. It is closed when the test ends.
 */
export async function startSandboxedDesktop(context: TestContext): Promise<ElectronApplication> {
  const { skip } = context;
  if (process.platform !== 'linux') return skip('only Linux tells which process is sandboxed');
  const isRoot = process.getuid?.() === 0;
  if (!hasNamespaces(isRoot ? ['unshare', '--mount', ...AS_NOBODY] : [])) {
    return skip('no sandbox: an ordinary user gets no namespaces here (unshare)');
  }
  const folder = await makeScratchFolder();
  const home = join(folder, 'home');
  await mkdir(home);
  const library = ['--library', join(home, 'library.db')];
  const { executable, args, env } = desktopCommand(context, { args: library, home });
  const sandboxed = {
    executable,
    args: args.filter((arg) => arg !== '--no-sandbox'),
    env: { ...env, HOME: home },
  };
  const command = isRoot ? await throughNobody(folder, home, sandboxed) : sandboxed;
  const app = await electron.launch({
    executablePath: command.executable,
    args: [...command.args],
    env: command.env,
    chromiumSandbox: true,
    timeout: HANGS_MS,
  });
  app.context().setDefaultTimeout(STEP_HANGS_MS);
  onTestFinished(() => app.close());
  return app;
}

/** What /proc says of a process: 2 in Seccomp stands for system calls that are filtered. */
export async function isSandboxed(pid: number): Promise<boolean> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  // Its number in each process namespace that it lies in, from the outermost to its own.
  const namespaces = /^NSpid:\s+(.*)$/m.exec(status)?.[1]?.split(/\s+/) ?? [];
  return /^Seccomp:\s+2$/m.test(status) && namespaces.length > 1;
}

function hasNamespaces(through: readonly string[]): boolean {
  const [file = '', ...args] = [...through, 'unshare', '--user', '--pid', '--fork', 'true'];
  return spawnSync(file, args).status === 0;
}

/** Neither the checkout nor the runtime may lie where another user can go: in /root, say. */
async function throughNobody(folder: string, home: string, command: DesktopCommand) {
  const { executable, args, env } = command;
  const [project = '', ...otherArgs] = args;
  const { FERMATA_TEST_SQLITE_BINDING: binding = executable } = env;
  const shown = new Set([project, dirname(executable), dirname(binding)]);
  const mounts = [...shown].map((from, index) => ({ from, at: join(folder, `shown-${index}`) }));
  const asSeen = (path: string) => {
    const mount = mounts.find(({ from }) => path.startsWith(from));
    return mount === undefined ? path : join(mount.at, path.slice(mount.from.length));
  };
  for (const { at } of mounts) await mkdir(at);
  await chmod(folder, 0o755);
  await chown(home, NOBODY, NOBODY);

  const start = join(folder, 'start');
  const inside = join(folder, 'start-inside');
  await writeScript(start, [`exec unshare --mount '${inside}' "$@"`]);
  await writeScript(inside, [
    ...mounts.map(({ from, at }) => `mount --bind '${from}' '${at}'`),
    `exec ${AS_NOBODY.join(' ')} '${asSeen(executable)}' "$@"`,
  ]);
  return {
    executable: start,
    args: [asSeen(project), ...otherArgs],
    env: { ...env, FERMATA_TEST_SQLITE_BINDING: asSeen(binding) },
  };
}

async function writeScript(file: string, lines: readonly string[]): Promise<void> {
  await writeFile(file, ['#!/bin/sh', 'set -e', ...lines, ''].join('\n'), { mode: 0o755 });
}
