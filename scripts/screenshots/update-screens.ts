/** The strip that tells how updating the desktop app goes, against a feed on this machine. */
import { mkdirSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { join } from 'node:path';
import { chooseFromMenu, firstTrack, windowOf } from '../../e2e/support/desktop.ts';
import { makeUpdatable } from '../../e2e/support/updatable-app.ts';
import { fileName, UpdateFeed, withStatus } from '../../e2e/support/update-feed.ts';
import { makeOldLibrary } from '../../fixtures/old-library.ts';
import { APP_VERSION } from '../../src/main/app-version.ts';
import { acquireLock } from '../../src/main/lifecycle/lock/lock.ts';
import { type Album, WIDE } from './album.ts';
import { type Launch, takeWindow } from './desktop-stage.ts';

const TRICKLE_MS = 100;

const LATEST = '/latest-linux.yml';

const NEWER = {
  version: '99.1.0',
  content: 'a newer Fermata'.repeat(100_000),
  notes: `<h2>Playlists of playlists</h2>
<ul>
${'<li>A playlist can hold other playlists, as deep as you like, and plays them in their order.</li>\n'.repeat(30)}</ul>`,
};

/** Shows the states of an update one after the other, and takes pictures of each. */
export async function showUpdateScreens(
  launch: Launch,
  scratch: string,
  album: Album,
): Promise<void> {
  const folder = join(scratch, 'Updates');
  mkdirSync(folder);
  makeOldLibrary({ file: join(folder, 'library.db'), tracks: 2_000 });
  await showAppOfSources(launch, folder, album);
  const feed = new UpdateFeed();
  await feed.open();
  try {
    await showUpdates(launch, folder, feed, album);
  } finally {
    await feed.close();
  }
}

async function showAppOfSources(launch: Launch, folder: string, album: Album): Promise<void> {
  const home = join(folder, 'home of sources');
  const { app, strip, take } = await open(launch, { folder, home, env: {} }, album);
  await chooseFromMenu(app, 'check-for-updates');
  await strip.getByText('This Fermata runs from its sources').waitFor();
  await take('update-unsupported');
  app.process().kill('SIGKILL');
}

async function showUpdates(
  launch: Launch,
  folder: string,
  feed: UpdateFeed,
  album: Album,
): Promise<void> {
  const home = join(folder, 'home');
  mkdirSync(home);
  const { env } = await makeUpdatable(home, feed);
  // The app looks by itself soon after its start: a person who asks then is told of that look.
  const asked = Promise.withResolvers<void>();
  const answer = Promise.withResolvers<void>();
  feed.answer(LATEST, (response) => {
    asked.resolve();
    void answer.promise.then(() => withStatus(500)(response));
  });
  const { app, page, strip, take } = await open(launch, { folder, home, env }, album);
  try {
    await asked.promise;
    await chooseFromMenu(app, 'check-for-updates');
    await strip.getByText('Checking for updates').waitFor();
    await take('update-checking');
    answer.resolve();
    await page.getByRole('alert').getByText('The update server').waitFor();
    await take('update-failed');

    feed.offer({ ...NEWER, version: APP_VERSION });
    await chooseFromMenu(app, 'check-for-updates');
    await strip.getByText('is up to date').waitFor();
    await take('update-current');

    const rest = Promise.withResolvers<void>();
    feed.offer(NEWER);
    feed.answer(`/${fileName(NEWER.version)}`, withTrickleUntil(NEWER.content, rest.promise));
    await chooseFromMenu(app, 'check-for-updates');
    await strip.getByRole('progressbar').and(page.locator('[value]')).waitFor();
    await take('update-downloading');
    rest.resolve();
    const restart = strip.getByRole('button', { name: 'Restart to Update' });
    await restart.waitFor();
    await take('update-ready');
    await strip.getByRole('button', { name: 'Release Notes…' }).click();
    await page.getByRole('dialog').waitFor();
    await take('update-notes');
    await page.keyboard.press('Escape');

    const lock = await acquireLock(
      {
        libraryFile: join(folder, 'library.db'),
        timeoutMs: 0,
        appVersion: APP_VERSION,
        purpose: 'the command line is backing up the library',
      },
      () => {},
    );
    await restart.click();
    await strip.getByText('The update waits').waitFor();
    await take('update-waits');
    await lock.release();
  } finally {
    app.process().kill('SIGKILL');
  }
}

/** Sends the first half, then a character now and then: the updater tells nothing while nothing comes. */
function withTrickleUntil(text: string, rest: Promise<void>) {
  return (response: ServerResponse) => {
    let sent = text.length / 2;
    response.setHeader('Content-Length', text.length);
    response.write(text.slice(0, sent));
    const trickle = setInterval(() => response.write(text.charAt(sent++)), TRICKLE_MS);
    void rest.then(() => {
      clearInterval(trickle);
      response.end(text.slice(sent));
    });
  };
}

interface Places {
  readonly folder: string;
  readonly home: string;
  readonly env: Readonly<Record<string, string>>;
}

/** Opens the folder's library in the app. */
async function open(launch: Launch, { folder, home, env }: Places, album: Album) {
  const app = await launch({ home, args: ['--library', join(folder, 'library.db')], env });
  const page = await windowOf(app, 'index');
  await firstTrack(page).waitFor();
  const take = (screen: string) => takeWindow(screen, { app, page, size: WIDE }, album);
  return { app, page, strip: page.getByLabel('Update', { exact: true }), take };
}
