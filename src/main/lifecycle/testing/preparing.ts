/** For tests: prepares scratch libraries, and tells in short what happened. */
import { basename } from 'node:path';
import { expect } from 'vitest';
import type { FermataError } from '../../../shared/errors.ts';
import type { LifecycleEvent } from '../../../shared/lifecycle-events.ts';
import { type PreparedLibrary, type PrepareOptions, prepareLibrary } from '../prepare.ts';
import { queryRows, type ScratchLibrary } from './scratch-library.ts';

export type Extras = Partial<Omit<PrepareOptions<string>, 'open'>>;

export function optionsFor(
  { libraryFile, backupsDir, migrationsDir }: ScratchLibrary,
  extras: Extras = {},
) {
  return {
    libraryFile,
    backupsDir,
    migrationsDir,
    appVersion: '2.0.0',
    host: 'the test',
    ...extras,
  };
}

/** Prepares a library and "opens" it by telling its path and version. */
export async function prepare(
  places: ScratchLibrary,
  extras: Extras = {},
  onEvent: (event: LifecycleEvent) => void = () => {},
): Promise<PreparedLibrary<string> & { events: LifecycleEvent[] }> {
  const events: LifecycleEvent[] = [];
  const open = async (file: string, version: number) => `${basename(file)} at ${version}`;
  const prepared = await prepareLibrary({ ...optionsFor(places, extras), open }, (event) => {
    events.push(event);
    onEvent(event);
  });
  return { ...prepared, events };
}

/** The error of a preparation that fails, and that it was told as an event too. */
export async function failureOf(
  places: ScratchLibrary,
  extras: Extras = {},
  onEvent: (event: LifecycleEvent) => void = () => {},
): Promise<FermataError & { events: LifecycleEvent[] }> {
  const events: LifecycleEvent[] = [];
  const error = await prepare(places, extras, (event) => {
    events.push(event);
    onEvent(event);
  }).then(
    () => expect.fail('It was prepared.'),
    (thrown) => thrown,
  );
  const { code, message } = error;
  expect(events.at(-1)).toMatchObject({ event: 'failed', error: { code, message } });
  return Object.assign(error, { events });
}

/** What happened, in short: the phases, and the other events by their names, without progress. */
export function outline(events: readonly LifecycleEvent[]): string[] {
  return events.flatMap((event) => {
    if (event.event === 'progress') return [];
    return [event.event === 'phase' ? `phase ${event.phase}` : event.event];
  });
}

export function tallyOf(file: string): unknown {
  const tally =
    'SELECT count(*) AS tracks, min(play_count) AS least, max(play_count) AS most FROM tracks';
  return queryRows(file, tally)[0];
}

export const TEN_TRACKS_UPGRADED_ONCE = { tracks: 10, least: 1, most: 1 };

/** A step that takes about a second, in one statement. */
export const SLOW_STEP = `
  CREATE TABLE numbers (n INTEGER) STRICT;
  WITH RECURSIVE counted (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM counted WHERE n < 2000000)
  INSERT INTO numbers SELECT max(n) FROM counted;`;

export function isPhase(event: LifecycleEvent, phase: string): boolean {
  return event.event === 'phase' && event.phase === phase;
}
