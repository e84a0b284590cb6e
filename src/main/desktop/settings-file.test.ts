/** Settings on a real disk: kept, and no harm done where their file is missing, damaged or read-only. */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { z } from 'zod';
import { makeScratchFolder } from '../lifecycle/testing/scratch-library.ts';
import { SettingsFile } from './settings-file.ts';

const SCHEMA = z.object({ volume: z.number() });
const INITIAL = { volume: 1 };

let folder = '';
let file = '';
let problems: string[] = [];

beforeEach(() => {
  folder = makeScratchFolder();
  file = join(folder, 'volume.json');
  problems = [];
});

const open = () =>
  new SettingsFile({
    file,
    schema: SCHEMA,
    initial: INITIAL,
    onProblem: (what) => void problems.push(what),
  });

test('what was set is there at the next start, and nothing beside it', async () => {
  const settings = open();
  expect(settings.settings).toEqual(INITIAL);
  settings.set({ volume: 2 });
  settings.set({ volume: 3 });
  expect(settings.settings).toEqual({ volume: 3 });
  await settings.written();
  expect(open().settings).toEqual({ volume: 3 });
  expect(readdirSync(folder)).toEqual(['volume.json']);
  expect(problems).toEqual([]);
});

test.each(['', '{"volume":', '{"volume":"loud"}', '[]'])(
  '%j is ignored and told of',
  async (text) => {
    writeFileSync(file, text);
    const settings = open();
    expect(settings.settings).toEqual(INITIAL);
    expect(problems).toEqual(['volume.json is not in order, and ignored']);
    settings.set({ volume: 2 });
    await settings.written();
    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual({ volume: 2 });
  },
);

test('what cannot be written is told of, and holds until the end', async () => {
  const settings = open();
  // A folder of the file's name cannot be replaced by a file, whoever asks.
  mkdirSync(file);
  settings.set({ volume: 2 });
  await settings.written();
  expect(problems).toEqual(['volume.json cannot be written']);
  expect(settings.settings).toEqual({ volume: 2 });
});
