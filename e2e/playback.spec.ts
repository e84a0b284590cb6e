/**
 * Playing tracks as a person does it, in the desktop app and in a browser alike: with real files,
 * real ranges, and the system's own controls.
 */
import { mkdir, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import type { Page } from 'playwright';
import { describe, expect, type TestContext, test } from 'vitest';
import { z } from 'zod';
import { openDescriptors } from '../fixtures/open-descriptors.ts';
import { writeWav } from '../fixtures/wav-file.ts';
import { chooseFromMenu, startDesktop, startOn, windowOf } from './support/desktop.ts';
import { makeScratchFolder } from './support/libraries.ts';
import { addLongTrack, type MusicLibrary, makeMusicLibrary } from './support/music-library.ts';
import { runFermata } from './support/processes.ts';
import { startSessionBus } from './support/session-bus.ts';
import { openInBrowser } from './support/web-process.ts';

/** Notes the loudest sample that goes to the system, as `window.loudest`. */
const LISTEN = `{
  window.loudest = 0;
  const { connect } = AudioNode.prototype;
  AudioNode.prototype.connect = function (target, ...rest) {
    if (target === this.context.destination) {
      const analyser = this.context.createAnalyser();
      const samples = new Float32Array(analyser.fftSize);
      connect.call(this, analyser);
      setInterval(() => {
        analyser.getFloatTimeDomainData(samples);
        window.loudest = Math.max(window.loudest, ...samples);
      }, 20);
    }
    return connect.call(this, target, ...rest);
  };
}`;

interface Host {
  readonly page: Page;
  /** Of the process that reads the files. */
  readonly pid: number;
}

const HOSTS = [
  ['the desktop app', openDesktop],
  ['a browser', openWeb],
] as const;

describe.each(HOSTS)('In %s', (_name, open) => {
  test('a track plays, is counted, and the next one follows', async (context) => {
    const library = await makeMusicLibrary();
    const { page } = await open(context, library);
    await row(page, 'Second Light').waitFor();
    await playing(page, 'Nothing is playing');
    const played = await recordPlayed(page);

    await row(page, 'Second Light').dblclick();
    await playing(page, 'Second Light');
    await expect.poll(() => position(page)).toBeGreaterThan(0);
    expect(await session(page)).toMatchObject({
      title: 'Second Light',
      artist: 'Björk Tanaka, The Blue Birds',
      album: 'The Six Formats',
      state: 'playing',
    });
    await expect.poll(async () => (await session(page)).artwork).toMatch(/^blob:/);
    expect(await canShowArtwork(page)).toBe(true);
    await row(page, 'Second Light').getByRole('gridcell', { name: '1', exact: true }).waitFor();

    await expect.poll(played).toContain('Fourth Light – Björk Tanaka · Fermata');
    expect(await played()).toContain('Third Light – Björk Tanaka · Fermata');
    await expect.poll(() => playsIn(library).slice(0, 2)).toEqual(['Second Light', 'Third Light']);
  });

  test('what plays is heard', async (context) => {
    const { page } = await open(context, await makeMusicLibrary());
    await row(page, 'Second Light').waitFor();
    await page.evaluate(LISTEN);
    await row(page, 'Second Light').dblclick();
    await expect.poll(() => page.evaluate('window.loudest')).toBeGreaterThan(0.01);
  });

  test('what is heard while another process keeps the library is counted afterwards, in order', async (context) => {
    const library = await makeMusicLibrary();
    const { page } = await open(context, library);
    await row(page, 'Second Light').waitFor();
    // As a restore does, from the backup of what is there until it is replaced.
    const writer = new Database(library.file);
    writer.exec('BEGIN IMMEDIATE');
    await row(page, 'Second Light').dblclick();
    const refused = await page.waitForResponse((answer) => answer.url().endsWith('/plays'));
    expect(await refused.json()).toMatchObject({ code: 'LOCK_TIMEOUT' });
    // Meanwhile the music goes on.
    await playing(page, 'Fourth Light');
    expect(playsIn(library)).toEqual([]);
    writer.close();

    await expect.poll(() => playsIn(library).slice(0, 2)).toEqual(['Second Light', 'Third Light']);
    expect(await page.getByRole('alert').count()).toBe(0);
  });

  test('a long track plays from anywhere, and goes on through a restore', async (context) => {
    const library = await makeMusicLibrary();
    const { title, path } = await addLongTrack(library);
    await runFermata(['backup', ...library.args]);
    const { page, pid } = await open(context, library);
    await row(page, title).dblclick();
    await expect.poll(() => position(page)).toBeGreaterThan(0);

    // More than a hundred megabytes into the file.
    await slider(page).fill('590');
    await expect.poll(() => position(page)).toBeGreaterThan(590);
    expect(await rangeOf(page, 'bytes=10-19')).toEqual([206, 'bytes 10-19/105840044']);

    await slider(page).fill('300');
    const backups = z.looseObject({ backups: z.array(z.looseObject({ id: z.string() })) });
    const { result } = await runFermata(['backups', ...library.args]);
    const [backup] = backups.parse(result).backups;
    expect(await runFermata(['restore', backup?.id ?? '', ...library.args])).toMatchObject({
      status: 0,
    });
    const before = await position(page);
    await expect.poll(() => position(page)).toBeGreaterThan(before);
    expect(await page.getByRole('alert').count()).toBe(0);

    // Whoever does not listen any more leaves no file open.
    expect(openDescriptors(context, path, pid)).toBeGreaterThan(0);
    await row(page, 'Second Light').dblclick();
    await playing(page, 'Second Light');
    await expect.poll(() => openDescriptors(context, path, pid)).toBe(0);
  });

  test('keys play and pause, but where something is typed', async (context) => {
    const library = await makeMusicLibrary();
    const { title } = await addLongTrack(library);
    const { page } = await open(context, library);
    await row(page, title).click();
    await page.keyboard.press('Enter');
    await playing(page, title);
    await page.keyboard.press('Space');
    await page.getByRole('button', { name: 'Play', exact: true }).waitFor();
    expect((await session(page)).state).toBe('paused');
    await page.keyboard.press('Space');
    await page.getByRole('button', { name: 'Pause' }).waitFor();

    await page.getByRole('searchbox').fill('long');
    await page.keyboard.press('Space');
    await page.keyboard.type('s');
    expect(await page.getByRole('searchbox').inputValue()).toBe('long s');
    await page.getByRole('button', { name: 'Pause' }).waitFor();
  });

  test('what cannot be played is said, and left out', async (context) => {
    const library = await makeMusicLibrary();
    const { page } = await open(context, library);
    await row(page, 'Second Light').waitFor();
    await rm(join(library.music, '02 second light.flac'));
    await rm(join(library.music, '03 third light.ogg'));
    await symlink('/etc/passwd', join(library.music, '03 third light.ogg'));
    await row(page, 'Second Light').dblclick();
    const alert = page.getByRole('alert');
    await alert.getByText(/02 second light\.flac is missing.+ 1 more track could not be/).waitFor();
    await playing(page, 'Fourth Light');
    await row(page, 'Third Light').dblclick();
    await alert.getByText(/03 third light\.ogg leads to another file/).waitFor();
    await playing(page, 'Fourth Light');
    await writeFile(join(library.music, '05 fifth light.m4a'), 'no audio at all');
    await row(page, 'Fifth Light').dblclick();
    await alert.getByText('“Fifth Light” cannot be played here.').waitFor();
    await alert.getByRole('button', { name: 'Dismiss' }).click();
    expect(await alert.count()).toBe(0);
    expect(playsIn(library)).not.toContain('Third Light');
  });

  test('parts of one file play from their beginnings, one after the other without a gap', async (context) => {
    const library = await makeMusicLibrary();
    const { page } = await open(context, await withParts(library));
    await row(page, 'Part Two').dblclick();
    await playing(page, 'Part Two');
    await expect.poll(() => position(page)).toBeGreaterThan(0);
    expect(await slider(page).getAttribute('max')).toBe('2');
    expect(await session(page)).toMatchObject({ title: 'Part Two', state: 'playing' });
    const requests = audioRequests(page);

    await playing(page, 'Part Three');
    expect(await position(page)).toBeLessThan(1);
    // The audio goes on: it is not asked for again.
    expect(requests).toEqual([]);
    await expect.poll(() => playsIn(library)).toEqual(['Part Two', 'Part Three']);

    await slider(page).fill('3');
    await page.getByRole('button', { name: 'Previous' }).click();
    await page.getByRole('button', { name: 'Previous' }).click();
    await playing(page, 'Part Two');
  });

  test('a part ends where it ends, and stays there where nothing follows', async (context) => {
    const library = await makeMusicLibrary();
    const { page } = await open(context, await withParts(library));
    await page.getByRole('searchbox').fill('Part Two');
    await row(page, 'Part One').waitFor({ state: 'detached' });
    await row(page, 'Part Two').dblclick();
    await playing(page, 'Part Two');
    await page.getByRole('button', { name: 'Play', exact: true }).waitFor();
    expect(await position(page)).toBeCloseTo(2, 1);
    await page.getByRole('button', { name: 'Play', exact: true }).click();
    await page.getByRole('button', { name: 'Pause' }).waitFor();
    await page.getByRole('button', { name: 'Play', exact: true }).waitFor();
    await expect.poll(() => playsIn(library)).toEqual(['Part Two', 'Part Two']);
  });

  test('playing stops where all the files are gone', async (context) => {
    const library = await makeMusicLibrary();
    const { page } = await open(context, library);
    await row(page, 'untagged').waitFor();
    await rename(library.music, `${library.music}-elsewhere`);
    await mkdir(library.music);
    await row(page, 'untagged').dblclick();
    const alert = page.getByRole('alert');
    await alert.getByText(/untagged\.wav is missing.+ 4 more tracks could not be/).waitFor();
    await page.getByRole('button', { name: 'Play', exact: true }).waitFor();
  });
});

test('In a browser playing ends with the library', async (context) => {
  const library = await makeMusicLibrary();
  const { title } = await addLongTrack(library);
  const { page } = await openInBrowser(context, library);
  await row(page, title).dblclick();
  await playing(page, title);
  upgradeFurther(library);
  await page.getByText('LIBRARY_TOO_NEW').waitFor();
  expect(await player(page).count()).toBe(0);
  expect(await session(page)).toMatchObject({ title: undefined, state: 'none' });
});

describe('The desktop', () => {
  test('stops playing with the library, whose window closes', async (context) => {
    const library = await makeMusicLibrary();
    const { title, path } = await addLongTrack(library);
    const { app } = await startOn(context, library);
    const page = await windowOf(app, 'index');
    await row(page, title).dblclick();
    await playing(page, title);
    upgradeFurther(library);
    const splash = await windowOf(app, 'splash');
    await splash.getByText('LIBRARY_TOO_NEW').waitFor();
    await expect.poll(() => app.windows()).toEqual([splash]);
    const pid = app.process().pid ?? Number.NaN;
    await expect.poll(() => openDescriptors(context, path, pid)).toBe(0);
  });

  test('shows what is played, and its media keys play, pause and go on', async (context) => {
    const bus = await startSessionBus(context);
    const library = await makeMusicLibrary();
    const { title } = await addLongTrack(library);
    const app = await startDesktop(context, {
      args: library.args,
      home: await makeScratchFolder(),
      env: { DBUS_SESSION_BUS_ADDRESS: bus.address },
    });
    const page = await windowOf(app, 'index');
    await row(page, title).dblclick();
    await expect.poll(() => position(page)).toBeGreaterThan(0);
    await expect.poll(() => bus.playerProperty('Metadata')).toContain(`"${title}"`);
    expect(await bus.playerProperty('PlaybackStatus')).toContain('"Playing"');

    await bus.pressMediaKey('PlayPause');
    await page.getByRole('button', { name: 'Play', exact: true }).waitFor();
    expect(await bus.playerProperty('PlaybackStatus')).toContain('"Paused"');
    await bus.pressMediaKey('PlayPause');
    await page.getByRole('button', { name: 'Pause' }).waitFor();
    await bus.pressMediaKey('Next');
    await playing(page, 'Sixth Light');
  });

  test('plays, goes on and back, and is louder or softer by its menu', async (context) => {
    const library = await makeMusicLibrary();
    const { title } = await addLongTrack(library);
    const { app } = await startOn(context, library);
    const page = await windowOf(app, 'index');
    await row(page, title).waitFor();
    await page.getByRole('searchbox').fill(title);
    await row(page, 'Fourth Light').waitFor({ state: 'detached' });

    await chooseFromMenu(app, 'play-pause');
    await expect.poll(() => position(page)).toBeGreaterThan(0);
    await chooseFromMenu(app, 'play-pause');
    await page.getByRole('button', { name: 'Play', exact: true }).waitFor();
    await slider(page).fill('300');
    await chooseFromMenu(app, 'previous-track');
    await expect.poll(() => position(page)).toBe(0);

    const volume = page.getByRole('slider', { name: 'Volume' });
    await chooseFromMenu(app, 'volume-down');
    await expect.poll(() => volume.getAttribute('aria-valuetext')).toBe('90 %');
    await chooseFromMenu(app, 'mute');
    await expect.poll(() => volume.getAttribute('aria-valuetext')).toBe('0 %');
    await chooseFromMenu(app, 'volume-up');
    await expect.poll(() => volume.getAttribute('aria-valuetext')).toBe('100 %');

    await page.getByRole('searchbox').fill('light');
    await row(page, 'Fourth Light').dblclick();
    await playing(page, 'Fourth Light');
    await chooseFromMenu(app, 'next-track');
    await playing(page, 'Fifth Light');
  });
});

async function openDesktop(context: TestContext, library: MusicLibrary): Promise<Host> {
  const { app } = await startOn(context, library);
  const { pid } = app.process();
  if (pid === undefined) throw new Error('The app could not be started.');
  return { page: await windowOf(app, 'index'), pid };
}

async function openWeb(context: TestContext, library: MusicLibrary): Promise<Host> {
  const { page, server } = await openInBrowser(context, library);
  return { page, pid: server.pid };
}

/** What a newer app does to a library. */
function upgradeFurther({ file, newVersion }: MusicLibrary): void {
  const db = new Database(file);
  db.pragma(`user_version = ${newVersion + 1}`);
  db.close();
}

function row(page: Page, title: string) {
  return page.getByRole('row', { name: title });
}

function player(page: Page) {
  return page.getByRole('region', { name: 'Player' });
}

/** Waits until the player has a track. */
async function playing(page: Page, title: string): Promise<void> {
  await player(page).getByText(title, { exact: true }).waitFor();
}

/**
 * Notes the window's titles from now on, which name each track that plays: tracks of a second are over before a busy
 * machine has looked at them.
 */
async function recordPlayed(page: Page): Promise<() => Promise<readonly string[]>> {
  await page.evaluate(`
    window.played = [];
    new MutationObserver(() => window.played.push(document.title)).observe(document.head, {
      subtree: true,
      childList: true,
      characterData: true,
    });
  `);
  return async () => z.array(z.string()).parse(await page.evaluate('window.played'));
}

function slider(page: Page) {
  return page.getByRole('slider', { name: 'Position' });
}

/** In seconds. */
async function position(page: Page): Promise<number> {
  return Number(await slider(page).inputValue());
}

/** What the page tells the system's own controls. */
async function session(page: Page) {
  return z
    .object({
      title: z.string().optional(),
      artist: z.string().optional(),
      album: z.string().optional(),
      artwork: z.string().optional(),
      state: z.string(),
    })
    .parse(
      await page.evaluate(`(({ metadata, playbackState }) => ({
        title: metadata?.title,
        artist: metadata?.artist,
        album: metadata?.album,
        artwork: metadata?.artwork[0]?.src,
        state: playbackState,
      }))(navigator.mediaSession)`),
    );
}

/** Whether the page's security policy lets the picture be shown that it tells the system. */
function canShowArtwork(page: Page): Promise<unknown> {
  return page.evaluate(`new Promise((resolve) => {
    const picture = new Image();
    picture.onload = () => resolve(true);
    picture.onerror = () => resolve(false);
    picture.src = navigator.mediaSession.metadata.artwork[0].src;
  })`);
}

/** Adds a file of eight seconds that a cue sheet parts: one, two and three, of two, two and four seconds. */
async function withParts(library: MusicLibrary): Promise<MusicLibrary> {
  const part = (number: number, title: string, begin: number) =>
    `TRACK 0${number} AUDIO\nTITLE "Part ${title}"\nINDEX 01 00:0${begin}:00\n`;
  const parts = [part(1, 'One', 0), part(2, 'Two', 2), part(3, 'Three', 4)].join('');
  const sheet = `PERFORMER "Zoe"\nTITLE "Parts"\nFILE "parts.wav" WAVE\n${parts}`;
  await writeFile(join(library.music, 'parts.cue'), sheet);
  writeWav(join(library.music, 'parts.wav'), 8);
  await runFermata(['scan', library.music, ...library.args]);
  return library;
}

/** The requests for audio from now on. */
function audioRequests(page: Page): string[] {
  const requests: string[] = [];
  page.on('request', (request) => {
    if (request.url().includes('/audio')) requests.push(request.url());
  });
  return requests;
}

/** The status and the range that the first long track's audio is answered with. */
function rangeOf(page: Page, range: string): Promise<unknown> {
  return page.evaluate(`fetch('/api/tracks?text=silence')
    .then((answer) => answer.json())
    .then(({ tracks: [{ id }] }) =>
      fetch('/api/tracks/' + id + '/audio', { headers: { Range: '${range}' } }))
    .then(({ status, headers }) => [status, headers.get('Content-Range')])`);
}

/** The titles of what was played, in order. */
function playsIn({ file }: MusicLibrary): string[] {
  const db = new Database(file, { readonly: true });
  try {
    const plays = db.prepare(
      'SELECT title FROM plays JOIN tracks ON tracks.id = track_id ORDER BY plays.id',
    );
    return z.array(z.string()).parse(plays.pluck().all());
  } finally {
    db.close();
  }
}
