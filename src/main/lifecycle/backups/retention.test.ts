/** retention.ts: which backups stay, whatever there are, and which go. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { BACKUP_KINDS, type BackupKind, type BackupManifest } from '../../../shared/backups.ts';
import { COUNTED } from '../../../shared/user-data.ts';
import { backupsIn, makeScratchFolder, namesIn, writeBackup } from '../testing/scratch-library.ts';
import type { CatalogedBackup } from './catalog.ts';
import { backupId } from './names.ts';
import { nextDay } from './order.ts';
import {
  pinnedBackups,
  planNext,
  planRetention,
  pruneBackups,
  type RetentionRule,
} from './retention.ts';

const NOW = new Date('2025-03-31T12:00:00.000Z');
const DAY_MS = 86_400_000;
const RULE: RetentionRule = { schemaVersion: 3, maxTotalBytes: null };

/** As an earlier version described it, which numbered none. */
function backup(
  kind: BackupKind,
  daysAgo: number,
  more: Partial<Pick<BackupManifest, 'schemaVersion' | 'bytes' | 'rows' | 'contents'>> = {},
): CatalogedBackup {
  const { schemaVersion = 3, bytes = 100, rows = {}, contents } = more;
  const createdAt = new Date(NOW.getTime() - daysAgo * DAY_MS);
  const id = backupId(kind, schemaVersion, createdAt);
  const time = createdAt.toISOString();
  const manifest = { id, kind, schemaVersion, bytes, createdAt: time, verifiedAt: time };
  return {
    file: `/backups/${id}.db`,
    manifest: {
      ...manifest,
      note: null,
      appVersion: '1.0.0',
      sha256: '0'.repeat(64),
      rows,
      contents,
    },
  };
}

/** How many days ago those were made that go. */
function goingFrom(
  backups: readonly CatalogedBackup[],
  rule: Partial<RetentionRule> = {},
): number[] {
  return planRetention(backups, { ...RULE, ...rule }).map(({ backup: { manifest } }) =>
    Math.round((NOW.getTime() - Date.parse(manifest.createdAt)) / DAY_MS),
  );
}

test('keeps everything while there is little', () => {
  expect(goingFrom([])).toEqual([]);
  expect(goingFrom([backup('manual', 1), backup('before-migration', 400)])).toEqual([]);
});

test.each<[BackupKind, string]>([
  ['before-migration', 'there are 5 newer ones made before an upgrade'],
  ['before-restore', 'there are 5 newer ones made before a restore'],
])('keeps five of the kind %s', (kind, reason) => {
  const backups = [1, 2, 3, 4, 5, 6, 7].map((daysAgo) => backup(kind, daysAgo));
  expect(goingFrom(backups)).toEqual([6, 7]);
  expect(planRetention(backups, RULE).map((pruning) => pruning.reason)).toEqual([reason, reason]);
});

test('counts each kind apart', () => {
  const days = [1, 2, 3, 4, 5];
  const backups = [
    ...days.map((daysAgo) => backup('before-migration', daysAgo)),
    ...days.map((daysAgo) => backup('before-restore', daysAgo)),
  ];
  expect(goingFrom(backups)).toEqual([]);
});

test('never lets one made by hand go', () => {
  const backups = Array.from({ length: 30 }, (_, index) => backup('manual', index * 20));
  expect(goingFrom(backups, { maxTotalBytes: 1 })).toEqual([]);
});

test('keeps the newest one of an older schema version: the way back', () => {
  const backups = [1, 2, 3, 4, 5, 6, 7].map((daysAgo) =>
    backup('before-migration', daysAgo, { schemaVersion: daysAgo < 6 ? 3 : 2 }),
  );
  expect(goingFrom(backups)).toEqual([7]);
  expect(goingFrom(backups, { maxTotalBytes: 1 })).toEqual([7, 5, 4, 3, 2]);
});

test('keeps the newest one whatever it is, and however large', () => {
  expect(goingFrom([backup('scheduled', 400, { bytes: 10_000 })], { maxTotalBytes: 1 })).toEqual(
    [],
  );
});

describe('a library that lost most of what it held', () => {
  const whole = { tracks: 10_000, playlists: 30, plays: 50_000 };
  const kept = (rows: Record<string, number>) => {
    const before = [3, 4].map((days) => backup('scheduled', 100 * days, { rows: whole }));
    return goingFrom([backup('scheduled', 1, { rows }), ...before], { maxTotalBytes: 1 });
  };

  test.each(['tracks', 'playlists', 'plays'])(
    'of its %s: the newest from before stays',
    (table) => {
      expect(kept({ ...whole, [table]: 10 })).toEqual([400]);
    },
  );

  test.each(COUNTED)('of its %s, as newer manifests count them: the same', (kind) => {
    const contents = Object.fromEntries(COUNTED.map((counted) => [counted, 40]));
    const before = [3, 4].map((days) => backup('scheduled', 100 * days, { contents }));
    const newest = backup('scheduled', 1, { contents: { ...contents, [kind]: 10 } });
    expect(goingFrom([newest, ...before], { maxTotalBytes: 1 })).toEqual([400]);
  });

  test('what the manifest of an older version does not count is not taken for lost', () => {
    const before = backup('scheduled', 300, { contents: { tracks: 100, ratings: 40 } });
    const newest = backup('scheduled', 1, { rows: { tracks: 100 } });
    expect(goingFrom([newest, before], { maxTotalBytes: 1 })).toEqual([300]);
  });

  test('less than half of it, or of little: nothing out of the ordinary', () => {
    expect(kept({ ...whole, tracks: 6_000 })).toEqual([400, 300]);
    const few = [
      backup('scheduled', 1, { rows: { playlists: 1 } }),
      backup('scheduled', 300, { rows: { playlists: 8 } }),
    ];
    expect(goingFrom(few, { maxTotalBytes: 1 })).toEqual([300]);
  });
});

const manifestsOf = (backups: readonly CatalogedBackup[]) =>
  backups.map(({ manifest }) => manifest);

describe('whatever there is', () => {
  const backups = fc
    .array(
      fc.record({
        kind: fc.constantFrom(...BACKUP_KINDS),
        daysAgo: fc.double({ min: 0, max: 500, noNaN: true }),
        schemaVersion: fc.integer({ min: 1, max: 4 }),
        bytes: fc.integer({ min: 1, max: 1_000 }),
        tracks: fc.nat(1_000),
      }),
      { maxLength: 40 },
    )
    .map((made) =>
      made
        .toSorted((a, b) => a.daysAgo - b.daysAgo)
        .map(({ kind, daysAgo, tracks, ...more }) =>
          backup(kind, daysAgo, { ...more, rows: { tracks } }),
        ),
    );
  const maxTotalBytes = fc.option(fc.integer({ min: 1, max: 20_000 }));

  const split = (all: readonly CatalogedBackup[], limit: number | null) => {
    const going = planRetention(all, { ...RULE, maxTotalBytes: limit });
    const gone = new Set(going.map((pruning) => pruning.backup));
    return { going, gone, left: all.filter((one) => !gone.has(one)) };
  };

  test('the newest, the way back and those made by hand stay; each that goes has its reason, once', () => {
    fc.assert(
      fc.property(backups, maxTotalBytes, (all, limit) => {
        const { going, gone, left } = split(all, limit);
        expect(left).toEqual(expect.arrayContaining(all.slice(0, 1)));
        const wayBack = all.find(({ manifest }) => manifest.schemaVersion < RULE.schemaVersion);
        if (wayBack !== undefined) expect(left).toContain(wayBack);
        const byHand = all.filter(({ manifest }) => manifest.kind === 'manual');
        expect(left).toEqual(expect.arrayContaining(byHand));
        expect(gone.size).toBe(going.length);
        expect(going.filter(({ reason }) => reason === '')).toEqual([]);
      }),
    );
  });

  test('the limit holds, or everything that may go is gone', () => {
    fc.assert(
      fc.property(backups, maxTotalBytes, (all, limit) => {
        const { left } = split(all, limit);
        const total = left.reduce((sum, { manifest }) => sum + manifest.bytes, 0);
        const mayGo = split(left, 1).gone.size;
        if (limit !== null && total > limit) expect(mayGo).toBe(0);
      }),
    );
  });

  test('what was kept is kept by the next look at the same time', () => {
    fc.assert(
      fc.property(backups, maxTotalBytes, (all, limit) => {
        expect(split(split(all, limit).left, limit).going).toEqual([]);
      }),
    );
  });

  test('no more of the schedule stay than a week of days and two months of weeks, and those protected', () => {
    fc.assert(
      fc.property(backups, (all) => {
        const { left } = split(all, null);
        const scheduled = left.filter(({ manifest }) => manifest.kind === 'scheduled');
        expect(scheduled.length).toBeLessThanOrEqual(8 + 9 + 3);
      }),
    );
  });
});

describe('the backup before an upgrade', () => {
  /** One upgrade from version 2, then backups of all kinds on days of use, with loops of failing ones. */
  const later = fc.array(
    fc.record({
      kind: fc.constantFrom(...BACKUP_KINDS),
      isNewDay: fc.boolean(),
      schemaVersion: fc.constantFrom(3, 4),
      bytes: fc.integer({ min: 1, max: 1_000 }),
    }),
    { maxLength: 80 },
  );
  const limits = fc.option(fc.integer({ min: 1, max: 20_000 }));

  function numbered(
    made: readonly { kind: BackupKind; schemaVersion: number; bytes: number; day: number }[],
  ): CatalogedBackup[] {
    return made
      .map(({ kind, day, ...more }, index) => {
        const { file, manifest } = backup(kind, 0, more);
        return { file, manifest: { ...manifest, id: String(index), sequence: index + 1, day } };
      })
      .reverse();
  }

  test('stays until the new version has been used for 14 days, whatever comes after it', () => {
    fc.assert(
      fc.property(later, limits, (works, limit) => {
        let day = 1;
        const after = works.map(({ isNewDay, ...work }) => {
          if (isNewDay) day += 1;
          return { ...work, day };
        });
        const upgrade = { kind: 'before-migration', schemaVersion: 2, bytes: 500, day: 1 } as const;
        const all = numbered([upgrade, ...after]);
        const gone = planRetention(all, { schemaVersion: 4, maxTotalBytes: limit });
        if (day - 1 < 14) expect(gone.map(({ id }) => id)).not.toContain('0');
        const pinned = pinnedBackups(all).map(({ manifest }) => manifest.id);
        expect(pinned.includes('0')).toBe(day - 1 < 14);
        // One for each version, and no more.
        const versions = pinned.map(
          (id) => all.find(({ manifest }) => manifest.id === id)?.manifest.schemaVersion,
        );
        expect(new Set(versions).size).toBe(pinned.length);
      }),
    );
  });

  test('goes by the rule for its kind afterwards', () => {
    const upgrade = (day: number, schemaVersion: number) =>
      ({ kind: 'before-migration', schemaVersion, bytes: 100, day }) as const;
    const scheduled = (day: number) =>
      ({ kind: 'scheduled', schemaVersion: 4, bytes: 100, day }) as const;
    const all = (days: number) =>
      numbered([upgrade(1, 1), upgrade(1, 2), upgrade(1, 3), scheduled(1), scheduled(days)]);
    const gone = (days: number) =>
      planRetention(all(days), { schemaVersion: 4, maxTotalBytes: 1 }).map(({ id }) => id);
    expect(gone(2)).toEqual(['3']);
    // The day is counted by the backups between: see order.ts.
    const used = numbered([
      upgrade(1, 1),
      upgrade(1, 2),
      upgrade(1, 3),
      ...Array.from({ length: 14 }, (_, index) => scheduled(index + 2)),
    ]);
    const ids = planRetention(used, { schemaVersion: 4, maxTotalBytes: 1 }).map(({ id }) => id);
    expect(ids).toEqual(expect.arrayContaining(['0', '1']));
    expect(ids).not.toContain('2');
  });
});

test('keeps one of the schedule for each day of a week, then one for each week of two months', () => {
  const hours = Array.from({ length: 70 * 4 }, (_, index) => backup('scheduled', index / 4));
  const going = new Set(planRetention(hours, RULE).map(({ id }) => id));
  const kept = hours.filter(({ manifest }) => !going.has(manifest.id));
  const ages = kept.map(
    ({ manifest }) => (NOW.getTime() - Date.parse(manifest.createdAt)) / DAY_MS,
  );
  const recent = ages.filter((age) => age <= 7);
  expect(recent.length).toBeGreaterThanOrEqual(7);
  expect(recent.length).toBeLessThanOrEqual(9);
  const older = ages.filter((age) => age > 7);
  expect(older.length).toBeGreaterThanOrEqual(7);
  expect(older.length).toBeLessThanOrEqual(9);
  expect(Math.max(...ages)).toBeLessThanOrEqual(60);
  // No gap is longer than the period that one is kept of.
  const gaps = ages.slice(1).map((age, index) => age - (ages[index] ?? 0));
  expect(Math.max(...gaps)).toBeLessThan(14);
});

/** A piece of work that makes a backup, and when it does so by the clock that it sees. */
interface Work {
  readonly kind: BackupKind;
  /** Whether no backup was made on that day before. */
  readonly isNewDay: boolean;
  /** Where the clock jumps to with a new day, in days from 2025. */
  readonly clock: number;
}

describe('whatever the clock shows', () => {
  const works = (maxLength: number) =>
    fc.array(
      fc.record({
        kind: fc.constantFrom(...BACKUP_KINDS),
        isNewDay: fc.boolean(),
        clock: fc.integer({ min: -3_000, max: 3_000 }),
      }),
      { maxLength },
    );

  /** Which of the works have their backups in the end, each pruned after it was made. */
  function liveThrough(made: readonly Work[], clockOf: (work: Work, day: number) => number) {
    let backups: CatalogedBackup[] = [];
    let [day, clock] = [0, 0];
    for (const [index, work] of made.entries()) {
      if (work.isNewDay) {
        day += 1;
        const before = clock;
        clock = clockOf(work, day);
        // It is another date.
        if (clock === before) clock += 1;
      }
      const createdAt = new Date(NOW.getTime() + clock * DAY_MS + index);
      const number = nextDay(manifestsOf(backups), createdAt);
      const { file, manifest } = backup(work.kind, 0);
      const named = { id: String(index), createdAt: createdAt.toISOString() };
      const numbered = { ...manifest, ...named, sequence: index + 1, day: number };
      backups = [{ file, manifest: numbered }, ...backups];
      const going = new Set(planRetention(backups, RULE).map(({ id }) => id));
      expect(going).not.toContain(named.id);
      backups = backups.filter(({ manifest: { id } }) => !going.has(id));
    }
    return backups.map(({ manifest }) => manifest.id);
  }

  const onOrdinaryDays = (_: Work, day: number) => day;

  test('the same work leaves the same backups as on ordinary days', () => {
    fc.assert(
      fc.property(works(120), (made) => {
        expect(liveThrough(made, ({ clock }) => clock)).toEqual(liveThrough(made, onOrdinaryDays));
      }),
    );
  });

  test.each([
    ['a pause of a year', 365],
    ['a clock that is two years ahead', 730],
    ['a clock that is a year behind', -365],
  ])('%s before a backup removes no more than a day does', (_, jump) => {
    fc.assert(
      fc.property(works(60), fc.constantFrom(...BACKUP_KINDS), (made, kind) => {
        const last = { kind, isNewDay: true, clock: 0 };
        const ordinary = liveThrough([...made, last], onOrdinaryDays);
        const jumped = liveThrough([...made, last], (work, day) =>
          work === last ? day + jump : day,
        );
        expect(jumped).toEqual(ordinary);
      }),
    );
  });

  test('backups of earlier versions that a pause of months comes after are all still there', () => {
    const legacy = Array.from({ length: 7 }, (__, index) => backup('scheduled', 100 + index));
    const { file, manifest } = backup('scheduled', 0);
    const next = { ...manifest, sequence: 1, day: nextDay(manifestsOf(legacy), NOW) };
    expect(goingFrom([{ file, manifest: next }, ...legacy])).toEqual([]);
  });
});

test('what the work made, or names, stays whatever the rule says', () => {
  const backups = [1, 2, 3, 4, 5, 6, 7].map((daysAgo) => backup('before-restore', daysAgo));
  const kept = new Set([backups[6]?.manifest.id ?? '']);
  expect(goingFrom(backups, { kept })).toEqual([6]);
  expect(goingFrom(backups, { kept, maxTotalBytes: 1 })).toEqual([6, 5, 4, 3, 2]);
});

test('lets the oldest go first when all together are too large', () => {
  const backups = [1, 2, 3, 4].map((daysAgo) => backup('before-migration', daysAgo));
  expect(goingFrom(backups, { maxTotalBytes: 400 })).toEqual([]);
  expect(goingFrom(backups, { maxTotalBytes: 399 })).toEqual([4]);
  expect(goingFrom(backups, { maxTotalBytes: 250 })).toEqual([4, 3]);
  expect(goingFrom(backups, { maxTotalBytes: 0 })).toEqual([4, 3, 2]);
});

test('does not count twice what goes for its age', () => {
  const backups = [1, 2, 3, 4, 5, 6].map((daysAgo) => backup('before-migration', daysAgo));
  expect(goingFrom(backups, { maxTotalBytes: 500 })).toEqual([6]);
  expect(goingFrom(backups, { maxTotalBytes: 499 })).toEqual([6, 5]);
});

test('tells what would go next', () => {
  const backups = [1, 2, 3, 4, 5].map((daysAgo) => backup('before-restore', daysAgo));
  expect(planNext([], RULE, NOW)).toEqual([]);
  expect(planNext(backups, RULE, NOW)).toMatchObject([
    { id: backups[4]?.manifest.id, reason: 'there are 5 newer ones made before a restore' },
  ]);
});

test('removes what goes, with its manifest, and nothing else', async () => {
  const folder = makeScratchFolder();
  const ids = [1, 2, 3, 4, 5, 6, 7].map((day) =>
    writeBackup(folder, { createdAt: `2025-03-0${day}T12:00:00.000Z`, schemaVersion: 3 }),
  );
  writeFileSync(join(folder, 'notes.txt'), 'mine');
  const [first = '', second = '', ...others] = ids;
  const gone = await pruneBackups(backupsIn(folder), {
    ...RULE,
    kept: new Set([first]),
  });
  expect(gone.map(({ id }) => id)).toEqual([second]);
  expect(namesIn(folder)).toEqual(
    [first, ...others].flatMap((id) => [`${id}.db`, `${id}.json`]).concat('notes.txt'),
  );
});
