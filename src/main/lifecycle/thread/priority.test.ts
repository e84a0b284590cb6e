/** priority.ts: a thread gets less, and never asks for more than the app was given. */
import { execFileSync } from 'node:child_process';
import { getPriority } from 'node:os';
import { expect, test } from 'vitest';

const MODULE = new URL('priority.ts', import.meta.url).href;
const SCRIPT = `
  const { lowerPriority } = await import(${JSON.stringify(MODULE)});
  lowerPriority();
  console.log((await import('node:os')).getPriority());`;

function priorityAfter(niceness: number): number {
  const command = [process.execPath, '--input-type=module', '--eval', SCRIPT];
  const asNobody = process.geteuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};
  return Number(
    execFileSync('nice', ['-n', String(niceness), ...command], { encoding: 'utf8', ...asNobody }),
  );
}

test.runIf(process.platform === 'linux')(
  'a thread of an app that was started with little of the processors keeps that',
  () => {
    expect(priorityAfter(0)).toBe(Math.max(10, getPriority()));
    expect(priorityAfter(19)).toBe(19);
  },
);
