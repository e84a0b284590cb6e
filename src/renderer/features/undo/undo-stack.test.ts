/** undo-stack.ts: any edits, undone and redone in any order, and nothing else. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Inverse } from '../../../shared/api/define.ts';
import { UndoStack } from './undo-stack.ts';

/** A host that keeps one number: setting it answers what sets it back. */
function createHost() {
  const host = {
    value: 0,
    refuses: false,
    set(value: number): Inverse {
      const inverse = { call: 'set', input: host.value };
      host.value = value;
      return inverse;
    },
  };
  const perform = async ({ input }: Inverse) => {
    if (host.refuses) throw new Error('refused');
    return host.set(Number(input));
  };
  return { host, stack: new UndoStack(perform) };
}

test('undoing all edits and redoing them leads back and forth through the same states', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.nat(), { minLength: 1, maxLength: 20 }), async (values) => {
      const { host, stack } = createHost();
      for (const value of values) stack.record({ label: 'Set', inverse: host.set(value) });
      const states = [0, ...values];
      for (const state of states.slice(0, -1).toReversed()) {
        await stack.undo();
        expect(host.value).toBe(state);
      }
      expect(await stack.undo()).toBeNull();
      for (const state of values) {
        await stack.redo();
        expect(host.value).toBe(state);
      }
      expect(await stack.redo()).toBeNull();
    }),
  );
});

test('a new edit ends what could be redone', async () => {
  const { host, stack } = createHost();
  stack.record({ label: 'First', inverse: host.set(1) });
  await stack.undo();
  stack.record({ label: 'Second', inverse: host.set(2) });
  expect(stack.state()).toMatchObject({ undo: { label: 'Second' }, redo: null });
  expect(await stack.redo()).toBeNull();
  expect(host.value).toBe(2);
});

test('an edit that the host refuses to undo is forgotten, and no other one is undone for it', async () => {
  const { host, stack } = createHost();
  stack.record({ label: 'First', inverse: host.set(1) });
  stack.record({ label: 'Second', inverse: host.set(2) });
  host.refuses = true;
  await expect(stack.undo()).rejects.toThrow('refused');
  expect(host.value).toBe(2);
  expect(stack.state()).toMatchObject({ undo: { label: 'First' }, redo: null });
});

test('an edit is undone once, however often its toast is clicked', async () => {
  const { host, stack } = createHost();
  const edit = { label: 'First', inverse: host.set(1) };
  stack.record(edit);
  expect(await Promise.all([stack.undo(edit), stack.undo(edit)])).toEqual([edit, null]);
  expect(host.value).toBe(0);
});

test('only the last hundred edits are remembered', async () => {
  const { host, stack } = createHost();
  for (let value = 1; value <= 120; value += 1) {
    stack.record({ label: 'Set', inverse: host.set(value) });
  }
  let undone = 0;
  while ((await stack.undo()) !== null) undone += 1;
  expect([undone, host.value]).toEqual([100, 20]);
});

test('what is undone while an edit is being made is that edit', async () => {
  const { host, stack } = createHost();
  stack.record({ label: 'First', inverse: host.set(1) });
  let answer = () => {};
  const answered = new Promise<void>((resolve) => {
    answer = resolve;
  });
  const making = stack.make(async () => {
    await answered;
    stack.record({ label: 'Second', inverse: host.set(2) });
  });
  expect(stack.state().isMaking).toBe(true);
  const undoing = stack.undo();
  answer();
  await making;
  expect(await undoing).toMatchObject({ label: 'Second' });
  expect(host.value).toBe(1);
  expect(stack.state()).toMatchObject({ undo: { label: 'First' }, isMaking: false });
});

test('an edit that the host refuses holds up no undo', async () => {
  const { host, stack } = createHost();
  stack.record({ label: 'First', inverse: host.set(1) });
  const refused = stack.make(() => Promise.reject(new Error('refused')));
  const undoing = stack.undo();
  await expect(refused).rejects.toThrow('refused');
  expect(await undoing).toMatchObject({ label: 'First' });
  expect([host.value, stack.state().isMaking]).toEqual([0, false]);
});
