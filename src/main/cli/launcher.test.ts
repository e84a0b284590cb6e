/** bin/fermata: which Node it becomes, where it finds its home, and what it says when it cannot. */
import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';

const LAUNCHER = fileURLToPath(new URL('../../../bin/fermata', import.meta.url));
const REPORTING_CLI = `console.log(JSON.stringify({ pid: process.pid, args: process.argv.slice(2) }));`;

let folder: string;
let home: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'fermata-launcher-'));
  home = join(folder, "Fermata's home");
  mkdirSync(join(home, 'bin'), { recursive: true });
  copyFileSync(LAUNCHER, join(home, 'bin/fermata'));
});

afterEach(() => rmSync(folder, { recursive: true }));

function addNode(): void {
  mkdirSync(join(home, 'node_modules/node/bin'), { recursive: true });
  symlinkSync(process.execPath, join(home, 'node_modules/node/bin/node'));
}

function addBuild(): void {
  mkdirSync(join(home, 'out/main'), { recursive: true });
  writeFileSync(join(home, 'out/main/cli.js'), REPORTING_CLI);
}

/** A folder for PATH with the tools the launcher uses, and `node` as the given script. */
function pathWithNode(script: string | null): string {
  const path = join(folder, 'path');
  mkdirSync(path);
  for (const tool of ['dirname', 'readlink']) symlinkSync(`/usr/bin/${tool}`, join(path, tool));
  if (script !== null) {
    writeFileSync(join(path, 'node'), `#!/bin/sh\n${script}\n`);
    chmodSync(join(path, 'node'), 0o755);
  }
  return path;
}

function launch(launcher = join(home, 'bin/fermata'), args: string[] = [], path = '/usr/bin:/bin') {
  const { status, stdout, stderr, pid } = spawnSync(launcher, args, {
    encoding: 'utf8',
    env: { PATH: path },
  });
  return { status, stdout, stderr, pid };
}

test('becomes the Node of its own folder and keeps its process id and arguments', () => {
  addNode();
  addBuild();
  const args = ['search', 'two words', '--json', '"quoted"', ''];
  const { status, stdout, pid } = launch(undefined, args);
  expect(status).toBe(0);
  expect(JSON.parse(stdout)).toEqual({ pid, args });
});

test('finds its home through relative and absolute symbolic links', () => {
  addNode();
  addBuild();
  mkdirSync(join(folder, 'links'));
  symlinkSync("../Fermata's home/bin/fermata", join(folder, 'links/relative'));
  symlinkSync(join(folder, 'links/relative'), join(folder, 'links/absolute'));
  expect(launch(join(folder, 'links/absolute')).status).toBe(0);
});

/** A script for {@link pathWithNode}: this Node, saying that it is another version. */
function nodeOfVersion(version: string): string {
  const disguise = join(folder, 'disguise.cjs');
  writeFileSync(
    disguise,
    `Object.defineProperty(process, 'versions', { value: { node: '${version}' } });`,
  );
  return `exec '${process.execPath}' --require '${disguise}' "$@"`;
}

test.each(['22.14.0', '24.0.0'])('takes Node %s from the PATH', (version) => {
  addBuild();
  const path = pathWithNode(nodeOfVersion(version));
  const { status, stdout, pid } = launch(undefined, ['status'], path);
  expect(status).toBe(0);
  expect(JSON.parse(stdout)).toEqual({ pid, args: ['status'] });
});

test.each(['22.13.1', '20.19.5', 'none'])('refuses Node %s with one sentence', (version) => {
  addBuild();
  const path = pathWithNode(version === 'none' ? null : nodeOfVersion(version));
  const { status, stdout, stderr } = launch(undefined, ['status'], path);
  expect(status).toBe(70);
  expect(stdout).toBe('');
  expect(stderr).toMatch(/^fermata: Fermata needs Node 22\.14 or newer: .*\n$/);
});

test('says how to build it, as a result line too for --json', () => {
  addNode();
  const { status, stdout, stderr } = launch(undefined, ['status', '--json']);
  expect(status).toBe(70);
  expect(stderr).toMatch(/^fermata: .*npm run build.*\n$/);
  expect(JSON.parse(stdout)).toMatchObject({ event: 'result', ok: false, code: 'INTERNAL' });
});
