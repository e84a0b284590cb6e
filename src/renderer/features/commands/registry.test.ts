/** The commands that can be carried out. */
import { expect, test, vi } from 'vitest';
import { CommandRegistry, command } from './registry.ts';

test('A command is carried out until it is taken away', () => {
  const registry = new CommandRegistry();
  const run = vi.fn();
  const remove = registry.add(() => [command('find', run)]);
  expect(registry.run('find')).toBe(true);
  remove();
  expect(registry.run('find')).toBe(false);
  expect(run).toHaveBeenCalledTimes(1);
});

test('A command that cannot be carried out now is not offered', () => {
  const registry = new CommandRegistry();
  let isPossible = false;
  const run = vi.fn();
  registry.add(() => [command('undo', run, () => isPossible)]);
  expect(registry.run('undo')).toBe(false);
  isPossible = true;
  expect(registry.available().map(({ title }) => title)).toEqual(['Undo']);
  expect(registry.run('undo')).toBe(true);
});

test('The command that was added last takes the place of its namesake', () => {
  const registry = new CommandRegistry();
  const [first, second] = [vi.fn(), vi.fn()];
  registry.add(() => [command('play-pause', first)]);
  registry.add(() => [command('play-pause', second)]);
  registry.run('play-pause');
  expect(first).not.toHaveBeenCalled();
  expect(second).toHaveBeenCalledOnce();
});
