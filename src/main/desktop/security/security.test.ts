/**
 * Electron's APIs that open a door are used in one place each, where they are checked, and those
 * that take a wall away are not used at all (docs/security.md). What tests of the running app cannot
 * see is looked for in the sources.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const SOURCES = fileURLToPath(new URL('../../..', import.meta.url));

/** By what stands in the code: the files that may say so, and folders. */
const DOORS: readonly (readonly [code: RegExp, allowed: readonly string[]])[] = [
  [/\bipcMain\b/, ['main/desktop/security/ipc.ts']],
  [/\bipcRenderer\b/, ['preload/']],
  [/\bcontextBridge\b/, ['preload/']],
  [/\bnew BrowserWindow\b/, ['main/desktop/windows/windows.ts']],
  [/\bopenExternal\b/, ['main/desktop/menu/external-links.ts']],
  [/\bregisterSchemesAsPrivileged\b/, ['main/desktop/security/scheme.ts']],
  [
    /\bset(PermissionRequest|PermissionCheck|DevicePermission)Handler\b/,
    ['main/desktop/security/session-security.ts'],
  ],
  // Certificates that cannot be trusted, and pages without their walls.
  [/certificate-error|setCertificateVerifyProc/, ['main/desktop/start/switch-list.ts']],
  [
    /disable-web-security|webSecurity: false|allowRunningInsecureContent: true/,
    // It names what a packaged app does not start with.
    ['main/desktop/start/switch-list.ts'],
  ],
  [/nodeIntegration\w*: true|contextIsolation: false|sandbox: false/, []],
  [/experimentalFeatures|enableBlinkFeatures|bypassCSP|allowpopups|<webview/, []],
  // Code and pages from anywhere but the app.
  [/\bloadFile\b|\bexecuteJavaScript\b|\binsertCSS\b|@electron\/remote/, []],
  [/\beval\(|new Function\(|dangerouslySetInnerHTML|\.innerHTML\b/, []],
  // More of the system than a page of music needs.
  [/\bdesktopCapturer\b|setDisplayMediaRequestHandler/, []],
];

const files = readdirSync(SOURCES, { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.(tsx?|html)$/.test(name) && !name.endsWith('.test.ts'))
  .map((name) => relative(SOURCES, join(SOURCES, name)).replaceAll('\\', '/'));

test.each(DOORS)('%s is used where it is checked', (code, allowed) => {
  const users = files.filter((name) => code.test(readFileSync(join(SOURCES, name), 'utf8')));
  expect(users.filter((name) => !allowed.some((place) => name.startsWith(place)))).toEqual([]);
});

test('the doors that are allowed are there', () => {
  for (const place of DOORS.flatMap(([, allowed]) => allowed)) {
    expect(
      files.some((name) => name.startsWith(place)),
      place,
    ).toBe(true);
  }
});
