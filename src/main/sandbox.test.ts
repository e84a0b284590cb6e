/** A sandbox that is missing is never passed over in silence. */
import { expect, test } from 'vitest';
import { checkRuntime } from './library/health/checks/runtime-checks.ts';
import { runsWithoutSandbox } from './sandbox.ts';

const APP = { argv: ['/opt/Fermata/fermata'], env: {}, versions: { electron: '40.0.0' } };

test.each([
  ['its launcher says so', { ...APP, argv: [...APP.argv, '--no-sandbox'] }, true],
  ['the environment says so', { ...APP, env: { ELECTRON_DISABLE_SANDBOX: '1' } }, true],
  ['nothing says so', APP, false],
  ['it is no desktop app', { ...APP, argv: ['node', '--no-sandbox'], versions: {} }, false],
])('whether an app runs without the sandbox is known where %s', (_, facts, isWithout) => {
  expect(runsWithoutSandbox(facts)).toBe(isWithout);
});

test('a check of the library warns of it, and says what helps', async () => {
  const of = async (isWithout: boolean) =>
    (await checkRuntime(isWithout)).filter(({ check }) => check === 'Sandbox');
  expect(await of(false)).toEqual([]);
  expect(await of(true)).toMatchObject([
    { verdict: 'warning', advice: expect.stringContaining('user namespaces') },
  ]);
});
