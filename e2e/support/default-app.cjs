/**
 * What Electron does with a folder named on its command line (`electron FOLDER`), for the test
 * runtime, which comes without Electron's own default app: it becomes the app in that folder.
 */
const { readFileSync } = require('node:fs');
const { join, resolve } = require('node:path');
const { pathToFileURL } = require('node:url');
const { app } = require('electron');

const named = process.argv.slice(1).find((argument) => !argument.startsWith('-'));
if (named === undefined) throw new Error('Name the folder of the app to run.');
const folder = resolve(named);
const description = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));

Object.assign(process, { defaultApp: true });
app.setVersion(description.version);
app.name = description.productName ?? description.name;
app.setAppPath(folder);
import(pathToFileURL(join(folder, description.main)).href).catch((error) => {
  process.stderr.write(`${error.stack}\n`);
  app.exit(1);
});
