/** The first page of the project names files and folders: each of them is there. */
import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const ROOT = new URL('../', import.meta.url);
/** What commands make. */
const MADE = ['dist/'];

/** What stands in backticks or in a link, and looks like a place in this repository. */
function placesNamedIn(text: string): string[] {
  const quoted = [...text.matchAll(/`([^`\n]+)`/g)].map(([, place]) => place ?? '');
  const linked = [...text.matchAll(/\]\(([^)#]+)(?:#[^)]*)?\)/g)].map(([, place]) => place ?? '');
  const places = quoted.filter((place) => /^\.?[\w-]+\/[\w./-]*$/.test(place));
  const ofExamples = (place: string) => /[A-Z]{4}/.test(place);
  return [...new Set([...places, ...linked.filter((place) => !/^\w+:/.test(place))])].filter(
    (place) => !ofExamples(place.replace(/README|CHANGELOG/, '')),
  );
}

test('every place that CONTRIBUTING.md names exists', () => {
  const places = placesNamedIn(readFileSync(new URL('CONTRIBUTING.md', ROOT), 'utf8'));
  expect(places.length).toBeGreaterThan(20);
  expect(places.filter((place) => !existsSync(new URL(place, ROOT)))).toEqual(MADE);
});
