/** How many tracks there are, counted while they become more. */
import { join } from 'node:path';
import { beforeEach, expect, onTestFinished, test } from 'vitest';
import { makeOldLibrary } from '../../../../fixtures/old-library.ts';
import { makeScratchFolder } from '../../../../fixtures/test-library.ts';
import { openReader, openWriter } from '../../lifecycle/sqlite/connection.ts';
import type { Connection } from '../../lifecycle/sqlite/database.ts';
import { countAll, forgetCounts } from './list-counts.ts';

let writer: Connection;
let reader: Connection;

beforeEach(() => {
  const file = join(makeScratchFolder(), 'library.db');
  makeOldLibrary({ file, tracks: 200 });
  writer = openWriter(file, Number.POSITIVE_INFINITY);
  reader = openReader(file);
  onTestFinished(() => {
    reader.close();
    writer.close();
  });
});

const counted = () => reader.prepare('SELECT count(*) FROM tracks').pluck().get();

function add(path: string): void {
  writer
    .prepare('INSERT INTO tracks (path, title, added_at) VALUES (?, ?, ?)')
    .run(path, 'New', '2026-01-01T00:00:00.000Z');
}

test('tracks that were added count at once', () => {
  expect(countAll(reader, 0)).toBe(counted());
  add('/music/a.flac');
  add('/music/b.flac');
  expect(countAll(reader, 1)).toBe(counted());
  add('/music/c.flac');
  expect(countAll(reader, 2)).toBe(counted());
});

test('tracks that another program deleted are missed with the next whole count', () => {
  countAll(reader, 0);
  writer.exec('DELETE FROM tracks WHERE id <= 100');
  expect(countAll(reader, 10_000)).toBe(counted());
});

test('tracks that another program deleted are missed as soon as that is known', () => {
  countAll(reader, 0);
  writer.exec('DELETE FROM tracks WHERE id <= 100');
  forgetCounts(reader);
  expect(countAll(reader, 1)).toBe(counted());
});

test('all are counted again at once where a restore has put another library there', () => {
  countAll(reader, 0);
  writer.exec('DELETE FROM tracks WHERE id <= 100');
  // What a restore does to the library's header, too.
  writer.exec('CREATE TABLE other_content (id INTEGER)');
  expect(countAll(reader, 1)).toBe(counted());
});

test('a library without tracks has none, until there is one', () => {
  writer.exec('DELETE FROM tracks');
  expect(countAll(reader, 0)).toBe(0);
  add('/music/a.flac');
  expect(countAll(reader, 1)).toBe(1);
});
