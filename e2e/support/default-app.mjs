/**
 * What Electron does with a folder named on its command line (`electron FOLDER`), for the test
 * runtime, which comes without Electron's own default app: it becomes the app in that folder.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { app } from 'electron';

const named = process.argv.slice(1).find((argument) => !argument.startsWith('-'));
if (named === undefined) throw new Error('Name the folder of the app to run.');
const folder = resolve(named);
const description = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));

Object.assign(process, { defaultApp: true });
app.setVersion(description.version);
app.name = description.productName ?? description.name;
app.setAppPath(folder);
// Playwright misses a window that opens while it connects, and then waits for ever. Its own loader,
// which it gives only to an Electron that it finds itself, holds the app up until it is there.
if (process.argv.includes('--remote-debugging-port=0')) {
  const require = createRequire(join(folder, 'package.json'));
  require('./node_modules/playwright-core/lib/server/electron/loader.js');
}
// Electron is not ready before this is done, as it waits for an app of its own.
await import(pathToFileURL(join(folder, description.main)).href);
