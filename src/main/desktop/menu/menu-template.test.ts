/** The menu on each platform: everything is there, reachable by keys, and off when it makes no sense. */
import type { MenuItemConstructorOptions } from 'electron';
import { describe, expect, test } from 'vitest';
import {
  type MenuActions,
  type MenuItemId,
  type MenuState,
  menuTemplate,
} from './menu-template.ts';

type Item = MenuItemConstructorOptions;

const PLATFORMS = ['darwin', 'win32', 'linux'] as const;

const AT_REST: MenuState = {
  isLibraryShown: true,
  isScanning: false,
  isWorkingOnBackups: false,
  isPreparing: false,
  recentLibraries: ['/music/library.db', '/rock & roll/library.db'],
};

const chosen: string[] = [];
const note = (id: MenuItemId) => () => void chosen.push(id);

const ACTIONS: MenuActions = {
  about: note('about'),
  'back-up': note('back-up'),
  'check-for-updates': note('check-for-updates'),
  'clear-recent': note('clear-recent'),
  find: note('find'),
  mute: note('mute'),
  'new-playlist': note('new-playlist'),
  redo: note('redo'),
  undo: note('undo'),
  'new-library': note('new-library'),
  'next-track': note('next-track'),
  'open-library': note('open-library'),
  'library-health': note('library-health'),
  licences: note('licences'),
  'open-logs': note('open-logs'),
  openRecent: (file) => void chosen.push(file),
  'play-pause': note('play-pause'),
  'previous-track': note('previous-track'),
  releases: note('releases'),
  'report-issue': note('report-issue'),
  restore: note('restore'),
  'read-all-again': note('read-all-again'),
  'scan-folder': note('scan-folder'),
  'show-backups': note('show-backups'),
  'volume-down': note('volume-down'),
  'volume-up': note('volume-up'),
  website: note('website'),
};

const { openRecent: _, ...OWN_ITEMS } = { ...ACTIONS, 'open-recent': null };

describe.each(PLATFORMS)('on %s', (platform) => {
  test('every item of the app is there once and does what it is named after', () => {
    const own = itemsOf(menuTemplate(platform, AT_REST, ACTIONS)).filter(({ id }) => id);
    expect(own.map(({ id }) => id).sort()).toEqual(Object.keys(OWN_ITEMS).sort());
    for (const item of own.filter(({ submenu }) => submenu === undefined)) {
      click(item);
      expect(chosen.at(-1)).toBe(item.id);
    }
  });

  test('no two items have the same accelerator', () => {
    const accelerators = itemsOf(menuTemplate(platform, AT_REST, ACTIONS)).flatMap(
      ({ accelerator }) => accelerator ?? [],
    );
    expect(accelerators.length).toBeGreaterThan(2);
    expect(new Set(accelerators).size).toBe(accelerators.length);
  });

  test('text can be edited, and the window closed and the app left by the system’s own items', () => {
    const roles = itemsOf(menuTemplate(platform, AT_REST, ACTIONS)).map(({ role }) => role);
    for (const role of ['cut', 'copy', 'paste', 'selectAll', 'minimize', 'close', 'quit']) {
      expect(roles, role).toContain(role);
    }
  });

  test('Undo is the page’s while a library is shown, and the system’s in other fields', () => {
    const item = (state: MenuState, name: string) =>
      itemsOf(menuTemplate(platform, state, ACTIONS)).find(
        ({ id, role }) => id === name || role === name,
      );
    for (const name of ['undo', 'redo']) {
      click(item(AT_REST, name) ?? {});
      expect(chosen.at(-1)).toBe(name);
      expect(item({ ...AT_REST, isLibraryShown: false }, name)?.role).toBe(name);
    }
  });

  test('what needs the library is off without it', () => {
    const state = { ...AT_REST, isLibraryShown: false };
    expect(disabled(platform, state)).toEqual([
      'back-up',
      'check-for-updates',
      'find',
      'library-health',
      'licences',
      'mute',
      'new-playlist',
      'next-track',
      'play-pause',
      'previous-track',
      'read-all-again',
      'restore',
      'scan-folder',
      'volume-down',
      'volume-up',
    ]);
    expect(disabled(platform, AT_REST)).toEqual([]);
  });

  test('a library that was open can be opened again, whatever its name', () => {
    const items = itemsOf(menuTemplate(platform, AT_REST, ACTIONS));
    const [first, second] = below(items.find(({ id }) => id === 'open-recent'));
    expect([first?.label, second?.label]).toEqual([
      '/music/library.db',
      '/rock && roll/library.db',
    ]);
    click(second ?? {});
    expect(chosen.at(-1)).toBe('/rock & roll/library.db');
    expect(disabled(platform, { ...AT_REST, recentLibraries: [] })).toEqual(['open-recent']);
  });

  test('no other library is opened while one is prepared', () => {
    const state = { ...AT_REST, isPreparing: true };
    expect(disabled(platform, state)).toEqual(['new-library', 'open-library', 'open-recent']);
  });

  test('one scan and one piece of work on backups at a time', () => {
    expect(disabled(platform, { ...AT_REST, isScanning: true })).toEqual([
      'read-all-again',
      'scan-folder',
    ]);
    expect(disabled(platform, { ...AT_REST, isWorkingOnBackups: true })).toEqual([
      'back-up',
      'restore',
    ]);
  });
});

describe('on macOS', () => {
  test('the app’s own menu comes first, with About, Services, Hide and Quit', () => {
    const menu = menuTemplate('darwin', AT_REST, ACTIONS);
    expect(menu.map(({ role }) => role)).toEqual([
      'appMenu',
      'fileMenu',
      'editMenu',
      'viewMenu',
      undefined,
      'windowMenu',
      'help',
    ]);
    expect(below(menu[0]).flatMap(({ id, role }) => id ?? role ?? [])).toEqual([
      'about',
      'check-for-updates',
      'services',
      'hide',
      'hideOthers',
      'unhide',
      'quit',
    ]);
  });
});

describe.each(['win32', 'linux'] as const)('on %s', (platform) => {
  test('every menu and item can be chosen by a letter, each by one of its own', () => {
    const menu = menuTemplate(platform, AT_REST, ACTIONS);
    for (const level of [menu, ...menu.map(below)]) {
      const labels = level.flatMap(({ label }) => label ?? []);
      const letters = labels.map((label) => /&(\w)/.exec(label)?.[1]?.toLowerCase());
      expect(letters, labels.join(', ')).not.toContain(undefined);
      expect(new Set(letters).size, labels.join(', ')).toBe(letters.length);
      // Without a label of ours an item has one that no letter chooses.
      expect(level.filter(({ label, type }) => label === undefined && type === undefined)).toEqual(
        [],
      );
    }
  });

  test('About is the last item of Help', () => {
    expect(below(menuTemplate(platform, AT_REST, ACTIONS).at(-1)).at(-1)?.id).toBe('about');
  });
});

test('the way out is called as the platform calls it', () => {
  const quit = (platform: NodeJS.Platform) =>
    itemsOf(menuTemplate(platform, AT_REST, ACTIONS)).find(({ role }) => role === 'quit')?.label;
  expect([quit('win32'), quit('linux')]).toEqual(['E&xit', '&Quit']);
});

function disabled(platform: NodeJS.Platform, state: MenuState): unknown[] {
  const items = itemsOf(menuTemplate(platform, state, ACTIONS));
  return items.flatMap(({ id, enabled }) => (enabled === false ? [id] : [])).sort();
}

function itemsOf(menu: readonly Item[]): Item[] {
  return menu.flatMap((item) => [item, ...itemsOf(below(item))]);
}

function below(item: Item | undefined): Item[] {
  return Array.isArray(item?.submenu) ? item.submenu : [];
}

/** What Electron calls with the item, its window and the event: none of which these items use. */
function click({ click: carryOut }: Item): void {
  if (carryOut !== undefined) Reflect.apply(carryOut, undefined, []);
}
