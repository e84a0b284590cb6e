/**
 * What a page of the desktop app can do if it turns against the app: next to nothing. Each test
 * fails if what it names is undone (docs/security.md), and runs in a real Electron.
 */
import { readdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { ElectronApplication, Page } from 'playwright';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import manifest from '../package.json' with { type: 'json' };
import { runCommand } from './support/commands.ts';
import { logOf, windowOf } from './support/desktop.ts';
import { isSandboxed, startSandboxedDesktop } from './support/electron-sandbox.ts';
import { FORBIDDEN_CONTENT, refusalOf } from './support/forbidden-content.ts';
import { openMainWindow, openSplash } from './support/open-desktop.ts';
import { startOtherSite } from './support/other-site.ts';

/** The latest major versions that get fixes (electronjs.org/docs/latest/tutorial/electron-timelines). */
const SUPPORTED_MAJORS = 3;

/** Behind the # is which view it shows. */
const MAIN_PAGE = /^fermata:\/\/app\/index\.html(#|$)/;

const BUILT_PAGES = fileURLToPath(new URL('../out/renderer', import.meta.url));

const On = z.literal(true);
const Off = z.literal(false).optional();

/** The preferences that every window has, whatever it was opened with. */
const PreferencesSchema = z.object({
  sandbox: On,
  contextIsolation: On,
  webSecurity: On,
  /** The one that src/main/desktop/security/session-security.ts restricts. */
  isInDefaultSession: On,
  nodeIntegration: Off,
  nodeIntegrationInWorker: Off,
  nodeIntegrationInSubFrames: Off,
  allowRunningInsecureContent: Off,
  experimentalFeatures: Off,
  enableBlinkFeatures: z.literal('').optional(),
  webviewTag: Off,
  plugins: Off,
  navigateOnDragDrop: Off,
});

const PAGES_OF_WINDOWS = z.array(z.object({ address: z.string(), preferences: z.unknown() }));

describe('A window', () => {
  test('lies in the sandbox of the system, with its page', async (context) => {
    const app = await startSandboxedDesktop(context);
    const window = await windowOf(app, 'index');
    await window.getByRole('heading', { name: 'Your library is empty' }).waitFor();
    const processes = await app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows().map(({ webContents }) => webContents.getOSProcessId()),
    );
    expect(processes.length).toBeGreaterThan(0);
    for (const pid of processes) expect(await isSandboxed(pid)).toBe(true);
  });

  test('keeps its page apart from the system, whichever it is', async (context) => {
    const windows = [
      ...(await preferencesOfWindows((await openMainWindow(context)).app)),
      ...(await preferencesOfWindows((await openSplash(context)).app)),
    ];
    for (const { address, preferences } of windows) {
      expect(PreferencesSchema.safeParse(preferences).error, address).toBeUndefined();
    }
    // A page that is new to the app is to be opened here too.
    const pages = (await readdir(BUILT_PAGES)).filter((name) => name.endsWith('.html'));
    expect(new Set(windows.map(({ address }) => address.split('#')[0]))).toEqual(
      new Set(pages.map((name) => `fermata://app/${name}`)),
    );
  });

  test('has no Node, and of Electron its bridge alone', async (context) => {
    const { window } = await openMainWindow(context);
    for (const name of ['require', 'process', 'module', 'Buffer', 'global', 'ipcRenderer']) {
      expect(await window.evaluate(`typeof globalThis.${name}`), name).toBe('undefined');
    }
    const names = await window.evaluate(`Object.keys(fermataDesktop)`);
    const kinds = await window.evaluate(
      `Object.values(fermataDesktop).map((value) => (typeof value === 'function' ? 'function' : value))`,
    );
    expect(new Set(z.array(z.string()).parse(kinds))).toEqual(new Set(['en', 'function']));
    // Not one of them takes the name of a channel.
    for (const general of ['invoke', 'send', 'on', 'once', 'postMessage']) {
      expect(names).not.toContain(general);
    }
  });
});

test('The app is made with an Electron that gets security fixes', async ({ skip }) => {
  const newest = await runCommand('npm', ['view', 'electron', 'version']).catch(String);
  const major = Number(/^(\d+)\.\d+\.\d+$/.exec(newest.trim())?.[1]);
  if (Number.isNaN(major)) return skip(`npm does not tell which Electron is the newest: ${newest}`);
  expect(Number.parseInt(manifest.devDependencies.electron, 10)).toBeGreaterThan(
    major - SUPPORTED_MAJORS,
  );
});

describe('A page', () => {
  test('refuses all content but the app’s own', async (context) => {
    const { window } = await openMainWindow(context);
    const expected: Record<string, string> = {};
    const refused: Record<string, unknown> = {};
    for (const [what, [act, by]] of Object.entries(FORBIDDEN_CONTENT)) {
      expected[what] = by;
      refused[what] = await window.evaluate(refusalOf(act));
    }
    expect(refused).toEqual(expected);
    expect(await window.evaluate('location.href')).toMatch(MAIN_PAGE);
  });

  test('finds nothing at its own address but the app’s files and the API', async (context) => {
    const { app, window } = await openMainWindow(context);
    const paths = [
      '/package.json',
      '/../../package.json',
      '/..%2f..%2fpackage.json',
      '/%2e%2e/%2e%2e/package.json',
      '/..%5c..%5cpackage.json',
      '/..\\..\\package.json',
      '/assets/..%2f..%2fmain/desktop.js',
      '/%2fetc%2fpasswd',
      '//etc/passwd',
      '/%',
      '/%c0%ae%c0%ae%2fpackage.json',
      '/api/nothing',
    ];
    for (const path of paths) {
      expect(await load(window, `fermata://app${path}`), path).toBe(404);
    }
    expect(await load(window, 'fermata://app/index.html%00.png')).toBe(400);
    expect(await load(window, 'fermata://other/')).toBe('refused');
    const other = await app.evaluate(
      async ({ net }) => (await net.fetch('fermata://other/')).status,
    );
    expect(other).toBe(404);
  });

  test('has the headers that restrict it, as has every answer', async (context) => {
    const { app } = await openMainWindow(context);
    const addresses = [
      'fermata://app/',
      'fermata://app/splash.html',
      'fermata://app/nothing',
      'fermata://app/api/library',
      'fermata://app/api/nothing',
      'fermata://other/',
    ];
    for (const address of addresses) {
      const headers = await app.evaluate(
        async ({ net }, asked) => Object.fromEntries((await net.fetch(asked)).headers),
        address,
      );
      const policy = headers['content-security-policy'];
      expect(policy, address).toMatch(/^default-src 'none'; script-src 'self'; style-src 'self';/);
      expect(policy, address).not.toMatch(/unsafe|\*|https?:|data:/);
      expect(headers, address).toMatchObject({
        'x-content-type-options': 'nosniff',
        'x-frame-options': 'DENY',
        'referrer-policy': 'no-referrer',
        'cross-origin-opener-policy': 'same-origin',
        'cross-origin-resource-policy': 'same-origin',
        'permissions-policy': expect.stringContaining('camera=(), geolocation=(), microphone=()'),
      });
    }
  });

  test('goes nowhere else, by no way', async (context) => {
    const { app, window, home } = await openMainWindow(context);
    const addresses = [
      'https://example.org/',
      'fermata://other/',
      'fermata://app/splash.html',
      'fermata://app/api/library',
      'file:///etc/passwd',
      'data:text/html,elsewhere',
    ];
    for (const address of addresses) {
      await window.evaluate(`location.href = '${address}'`);
      await window.evaluate(
        `Object.assign(document.createElement('a'), { href: '${address}' }).click()`,
      );
      expect(await window.evaluate(`window.open('${address}') === null`), address).toBe(true);
    }
    // Chromium itself stopped the last two.
    await expect
      .poll(async () => (await logOf(home)).match(/go elsewhere: stopped/g))
      .toHaveLength(8);
    expect(await window.evaluate('location.href')).toMatch(MAIN_PAGE);
    expect(app.windows()).toHaveLength(1);
  });

  test('is sent nowhere else', async (context) => {
    const { app, window, home } = await openMainWindow(context);
    await app.evaluate(({ protocol }) => {
      protocol.unhandle('fermata');
      protocol.handle('fermata', () => Response.redirect('https://example.org/', 302));
    });
    await window.evaluate('location.reload()');
    await expect.poll(() => logOf(home)).toContain('A page was sent elsewhere: stopped');
    expect(window.url()).not.toContain('example.org');
  });

  test('can hold no other page in itself', async (context) => {
    const { app, window } = await openMainWindow(context);
    expect(await window.evaluate(`'loadURL' in document.createElement('webview')`)).toBe(false);
    // In a window that was opened with webviews by mistake.
    const attached = await app.evaluate(async ({ BrowserWindow }) => {
      const careless = new BrowserWindow({ show: false, webPreferences: { webviewTag: true } });
      const { webContents } = careless;
      let answer = 'no webview was asked for';
      webContents.on('will-attach-webview', (event) => {
        answer = event.defaultPrevented ? 'refused' : 'attached';
      });
      await careless.loadURL('fermata://app/splash.html');
      await webContents.executeJavaScript(`new Promise((resolve) => {
        const view = Object.assign(document.createElement('webview'), { src: 'fermata://app/' });
        view.addEventListener('destroyed', resolve);
        view.addEventListener('did-attach', resolve);
        document.body.append(view);
        setTimeout(resolve, 1000);
      })`);
      careless.destroy();
      return answer;
    });
    expect(attached).toBe('refused');
  });

  test('saves no file', async (context) => {
    const { window, home } = await openMainWindow(context);
    await window.evaluate(`(() => {
      const href = URL.createObjectURL(new Blob(['content']));
      Object.assign(document.createElement('a'), { href, download: 'x.txt' }).click();
    })()`);
    await expect.poll(() => logOf(home)).toContain('A page started a download: stopped');
  });

  test('is given no permission but to copy text', async (context) => {
    // Else there might be no camera to be refused.
    const { app, window } = await openMainWindow(context, ['--use-fake-device-for-media-stream']);
    await takeHeadersAway(app, window);
    const states: Record<string, unknown> = {};
    for (const name of PERMISSIONS) {
      const query = `navigator.permissions.query({ name: '${name}' })`;
      states[name] = await window.evaluate(`${query}.then(({ state }) => state)`);
    }
    expect(states).toEqual({
      ...Object.fromEntries(PERMISSIONS.map((name) => [name, 'denied'])),
      'clipboard-write': 'granted',
    });
    for (const request of REQUESTS) {
      const answer = `Promise.resolve(${request}).then(
        (given) => (Array.isArray(given) && given.length === 0 ? 'nothing' : 'granted'),
        ({ name }) => name,
      )`;
      expect
        .soft(await window.evaluate(answer), request)
        .toMatch(/^((NotAllowed|Security|NotFound)Error|nothing)$/);
    }
  });

  test('is offered no device to choose, by whatever this Chromium has for that', async (context) => {
    const { app, window } = await openMainWindow(context);
    await takeHeadersAway(app, window);
    await app.evaluate(({ BrowserWindow, session }) => {
      const offered: string[] = [];
      Reflect.set(globalThis, 'offered', offered);
      session.defaultSession
        .on('select-usb-device', () => offered.push('usb'))
        .on('select-hid-device', () => offered.push('hid'))
        .on('select-serial-port', () => offered.push('serial'));
      BrowserWindow.getAllWindows()[0]?.webContents.on('select-bluetooth-device', () =>
        offered.push('bluetooth'),
      );
    });
    const present = Object.entries(DEVICE_REQUESTS).map(async ([api, request]) => {
      const isPresent = await window.evaluate(`'${api}' in navigator`);
      return isPresent ? [`navigator.${api}.${request}`] : [];
    });
    const requests = (await Promise.all(present)).flat();
    expect(requests.length).toBeGreaterThan(0);
    for (const request of requests) {
      const answer = `${request}.then((given) => [given].flat().length, ({ name }) => name)`;
      expect.soft(await window.evaluate(answer), request).toSatisfy(isRefusal);
    }
    expect(await app.evaluate(() => Reflect.get(globalThis, 'offered'))).toEqual([]);
  });

  test('reaches nothing outside of the app, even without a policy', async (context) => {
    const { app, window } = await openMainWindow(context);
    await takeHeadersAway(app, window);
    const other = await startOtherSite();
    const reach = (address: string) =>
      window.evaluate(
        `fetch('${address}', { mode: 'no-cors' }).then(() => 'reached', () => 'refused')`,
      );
    expect(await reach(other.address)).toBe('refused');
    expect(await reach('file:///etc/passwd')).toBe('refused');
    await window.evaluate(`new Promise((settle) => {
      const socket = new WebSocket('${other.address.replace('http', 'ws')}');
      socket.onopen = socket.onerror = settle;
    })`);
    // A worker would answer in the app's place, at its next start too.
    const register = `navigator.serviceWorker.register('/worker.js')`;
    expect(await window.evaluate(`${register}.then(() => 'there', () => 'refused')`)).toBe(
      'refused',
    );
    // Not even where the app itself is to go there.
    const loaded = await app.evaluate(
      async ({ BrowserWindow }, addresses) => {
        const careless = new BrowserWindow({ show: false });
        const answers = [];
        for (const address of addresses) {
          answers.push(await careless.loadURL(address).then(() => 'reached', String));
        }
        careless.destroy();
        return answers;
      },
      [other.address, 'file:///etc/passwd'],
    );
    for (const answer of loaded) expect(answer).toContain('ERR_BLOCKED_BY_CLIENT');
    expect(other.requests).toEqual([]);
  });
});

/** What the web asks for by these names, as far as this Chromium knows them. */
const PERMISSIONS = [
  'geolocation',
  'notifications',
  'camera',
  'microphone',
  'midi',
  'clipboard-read',
  'clipboard-write',
  'persistent-storage',
  'idle-detection',
  'background-sync',
  'background-fetch',
  'storage-access',
  'window-management',
  'local-fonts',
  'screen-wake-lock',
  'display-capture',
  'payment-handler',
  'accelerometer',
  'keyboard-lock',
  'pointer-lock',
];

const REQUESTS = [
  'new Promise((resolve, reject) => navigator.geolocation.getCurrentPosition(resolve, () => reject(new DOMException("", "NotAllowedError"))))',
  'navigator.mediaDevices.getUserMedia({ video: true })',
  'navigator.mediaDevices.getUserMedia({ audio: true })',
  'navigator.mediaDevices.getDisplayMedia({ video: true })',
  'navigator.requestMIDIAccess({ sysex: true })',
  'navigator.wakeLock.request()',
  'getScreenDetails()',
];

/** By the name of the API in `navigator`. */
const DEVICE_REQUESTS = {
  usb: 'requestDevice({ filters: [] })',
  hid: 'requestDevice({ filters: [] })',
  serial: 'requestPort()',
  bluetooth: 'requestDevice({ acceptAllDevices: true })',
} as const;

/** No device, or the error of a person who chose none. */
function isRefusal(answer: unknown): boolean {
  return answer === 0 || answer === 'NotFoundError' || answer === 'SecurityError';
}

/** Has the page come without any of its headers: without policies, that is; a script lies beside it. */
async function takeHeadersAway(app: ElectronApplication, window: Page): Promise<void> {
  await app.evaluate(({ protocol }) => {
    protocol.unhandle('fermata');
    protocol.handle('fermata', ({ url }) =>
      url.endsWith('.js')
        ? new Response('', { headers: { 'Content-Type': 'text/javascript' } })
        : new Response('<title>Bare</title><body>', { headers: { 'Content-Type': 'text/html' } }),
    );
  });
  await window.reload();
  expect(await window.title()).toBe('Bare');
}

/** The web preferences in effect of all windows; Electron has them, and does not document it. */
async function preferencesOfWindows(app: ElectronApplication) {
  return PAGES_OF_WINDOWS.parse(
    await app.evaluate(({ BrowserWindow, session }) =>
      BrowserWindow.getAllWindows().map(({ webContents }) => {
        const read: unknown = Reflect.get(webContents, 'getLastWebPreferences');
        if (typeof read !== 'function') throw new Error('Electron no longer tells preferences.');
        const isInDefaultSession = webContents.session === session.defaultSession;
        return {
          address: webContents.getURL(),
          preferences: { ...read.call(webContents), isInDefaultSession },
        };
      }),
    ),
  );
}

/** The status that a page's own request for an address is answered with, or that it is refused. */
function load(window: Page, address: string): Promise<unknown> {
  return window.evaluate(
    (asked) =>
      fetch(asked).then(
        ({ status }) => status,
        () => 'refused',
      ),
    address,
  );
}
