/**
 * Who may call the desktop app's main process, and with what. All channels are tried, those too
 * that are added later: each answers the page of its own window alone, and refuses what no schema
 * accepts. A preload of the test's own lends a page what it must never have: every channel.
 */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ElectronApplication, Page } from 'playwright';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { IPC } from '../src/shared/ipc-channels.ts';
import { makeScratchFolder } from './support/libraries.ts';
import { openMainWindow, openSplash } from './support/open-desktop.ts';

const STRANGER = /A page that may not do so called/;
const UNREADABLE = /What was sent to .* cannot be read/;

/** What no schema of any channel accepts, as JavaScript. */
const BAD_PAYLOADS = [
  `{ unexpected: true }`,
  `[{ unexpected: true }]`,
  `'unexpected '.repeat(100_000)`,
  `-1`,
  `true`,
  `JSON.parse('{ "__proto__": { "polluted": true } }')`,
];

const LENDING_PRELOAD = `
  const { contextBridge, ipcRenderer } = require('electron');
  contextBridge.exposeInMainWorld('callMain', (channel, payload) =>
    ipcRenderer.invoke(channel, payload).then(() => 'answered', String));
`;

const WINDOWS = [
  ['main window', openMainWindow],
  ['splash', openSplash],
] as const;

describe('A call', () => {
  test('goes through a channel that is declared, and is always answered', async (context) => {
    const { app } = await openMainWindow(context);
    expect(Object.values(IPC)).toEqual(expect.arrayContaining(await handledChannels(app)));
    // A message that wants no answer would pass by the checks.
    expect(await app.evaluate(({ ipcMain }) => ipcMain.eventNames())).toEqual(['error']);
  });

  test('with what cannot be read is refused', async (context) => {
    const tried = new Set<string>();
    let channels: string[] = [];
    for (const [, open] of WINDOWS) {
      const { app, window } = await open(context);
      channels = await handledChannels(app);
      await lendEveryChannel(app, window);
      for (const channel of channels) {
        for (const payload of BAD_PAYLOADS) {
          const answer = await call(window, channel, payload);
          if (STRANGER.test(answer)) break;
          expect(answer, `${channel} with ${payload}`).toMatch(UNREADABLE);
          tried.add(channel);
        }
      }
    }
    // Each channel belongs to one of the windows.
    expect([...tried].sort()).toEqual(channels.sort());
  });

  test.for(WINDOWS)(
    'from anywhere but the page of its window is refused: %s',
    async ([, open], context) => {
      const { app, window } = await open(context);
      await lendEveryChannel(app, window);
      const page = window.url();
      for (const answer of await callsOfFrames(app, window)) expect(answer).toMatch(STRANGER);
      // No preload runs in a frame, so that it has nothing to call with either.
      expect(await window.evaluate(`typeof frames[0].callMain`)).toBe('undefined');

      const opened = app.waitForEvent('window');
      await app.evaluate(({ BrowserWindow }, address) => {
        void new BrowserWindow({ show: false }).loadURL(address);
      }, page);
      const other = await opened;
      await other.waitForURL(page);
      for (const answer of await callEveryChannel(app, other)) expect(answer).toMatch(STRANGER);

      // Chromium asks nobody before it shows this page, which takes over the origin of its opener.
      await window.evaluate(`location.href = 'about:blank'`);
      await window.waitForURL('about:blank');
      for (const answer of await callEveryChannel(app, window)) expect(answer).toMatch(STRANGER);
    },
  );
});

async function callEveryChannel(app: ElectronApplication, window: Page): Promise<string[]> {
  const channels = await handledChannels(app);
  return Promise.all(channels.map((channel) => call(window, channel)));
}

/** What every channel answers a frame in a window's page, and one that had the page's address. */
async function callsOfFrames(app: ElectronApplication, window: Page): Promise<string[]> {
  await window.evaluate(`document.body.append(document.createElement('iframe'))`);
  return app.evaluate(async ({ BrowserWindow, ipcMain }, address) => {
    const handlers: unknown = Reflect.get(ipcMain, '_invokeHandlers');
    const sender = BrowserWindow.getAllWindows()
      .map(({ webContents }) => webContents)
      .find((contents) => contents.getURL() === address);
    const frame = sender?.mainFrame.frames[0];
    if (frame === undefined || !(handlers instanceof Map)) throw new Error('No frame.');
    const answers = [];
    for (const handler of handlers.values()) {
      for (const senderFrame of [frame, { url: address }]) {
        const answer = (async () => handler({ sender, senderFrame }))();
        answers.push(await answer.then(() => 'answered', String));
      }
    }
    return answers;
  }, window.url());
}

/** Has a page of the app call whatever it likes, once it is loaded again. */
async function lendEveryChannel(app: ElectronApplication, window: Page): Promise<void> {
  const filePath = join(await makeScratchFolder(), 'lend.cjs');
  await writeFile(filePath, LENDING_PRELOAD);
  await app.evaluate(({ session }, file) => {
    const { defaultSession } = session;
    // Electron 33, the test runtime, does not have this yet.
    if ('registerPreloadScript' in defaultSession) {
      defaultSession.registerPreloadScript({ type: 'frame', filePath: file });
    } else {
      session.defaultSession.setPreloads([file]);
    }
  }, filePath);
  await window.reload();
}

/** What a call is answered: `answered`, or the error. */
async function call(window: Page, channel: string, payload = 'undefined'): Promise<string> {
  return z.string().parse(await window.evaluate(`callMain('${channel}', ${payload})`));
}

/** The channels that the main process answers; Electron has them, and does not document it. */
async function handledChannels(app: ElectronApplication): Promise<string[]> {
  const channels = await app.evaluate(({ ipcMain }) => {
    const handlers: unknown = Reflect.get(ipcMain, '_invokeHandlers');
    if (!(handlers instanceof Map)) throw new Error('Electron no longer tells its handlers.');
    return [...handlers.keys()];
  });
  return z.array(z.string()).min(1).parse(channels);
}
