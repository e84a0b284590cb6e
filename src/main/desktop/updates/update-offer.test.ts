/** The feed is remote content: what of it becomes an offer, and what is refused. */
import { describe, expect, test } from 'vitest';
import { readOffer } from './update-offer.ts';

function feed(more: Record<string, unknown>) {
  const sha512 = 'hash';
  return {
    version: '2.0.0',
    files: [{ url: 'Fermata.AppImage', sha512 }],
    path: 'Fermata.AppImage',
    sha512,
    releaseDate: '2026-11-24T12:00:00.000Z',
    ...more,
  };
}

describe('A pre-release', () => {
  test.each(['2.0.0-beta.1', '2.0.0-rc.2+build.7'])('%s is not for a stable version', (version) => {
    expect(readOffer(feed({ version }), '1.0.0')).toBeNull();
  });

  test('is for another pre-release', () => {
    expect(readOffer(feed({ version: '2.0.0-beta.2' }), '2.0.0-beta.1')?.version).toBe(
      '2.0.0-beta.2',
    );
  });

  test('is not what has a hyphen in its build metadata', () => {
    expect(readOffer(feed({ version: '2.0.0+a-b' }), '1.0.0')?.version).toBe('2.0.0+a-b');
  });
});

test.each(['2', 'v2.0.0', '2.0.0; rm', '2.0.0\n', '../2.0.0', '9'.repeat(101)])(
  'the version "%s" is refused',
  (version) => {
    expect(() => readOffer(feed({ version }), '1.0.0')).toThrow(/version/);
  },
);

describe('Release notes', () => {
  const notesOf = (releaseNotes: unknown) => readOffer(feed({ releaseNotes }), '1.0.0')?.notes;

  test('can be missing', () => {
    expect(notesOf(undefined)).toBe('');
    expect(notesOf(null)).toBe('');
  });

  test('keep their lines, and lose what makes text look like other text', () => {
    expect(notesOf(' One\r\n\tTwo \n')).toBe('One\n\tTwo');
    expect(notesOf('safe\u202Egpj.exe\u0000\u001b[31m')).toBe('safegpj.exe[31m');
    expect(notesOf('Müller 你好')).toBe('Müller 你好');
  });

  test('are cut where they are endless', () => {
    expect(notesOf('x'.repeat(1_000_000))).toHaveLength(20_000);
  });

  test('of another kind are refused', () => {
    expect(() => notesOf([{ version: '2.0.0', note: 'New' }])).toThrow(/releaseNotes/);
  });
});
