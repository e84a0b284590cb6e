/**
 * `node scripts/fetch-electron.ts [ELECTRON_PACKAGE]`: downloads the binary of the `electron` package,
 * which npm does not, and unpacks it there. A line of progress goes to stderr; on failure one line
 * says why, and the status is 1.
 *
 * `ELECTRON_MIRROR`, `electron_mirror` in .npmrc and the cache of downloads are @electron/get's
 * business; `HTTPS_PROXY`, `HTTP_PROXY` and `NO_PROXY` are Node's, with its option `--use-env-proxy`
 * (https://nodejs.org/api/cli.html#--use-env-proxy).
 */
import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { downloadArtifact, type Progress } from '@electron/get';
import { z } from 'zod';
import { ELECTRON_PACKAGE } from './find-electron.ts';

const VersionSchema = z.object({ version: z.string() });
const ChecksumsSchema = z.record(z.string(), z.string());

try {
  await fetchElectron(process.argv[2] ?? ELECTRON_PACKAGE);
} catch (error) {
  console.error(`Electron could not be downloaded: ${reasonOf(error)}.`);
  process.exitCode = 1;
}

async function fetchElectron(electronPackage: string): Promise<void> {
  const { version } = VersionSchema.parse(await readJson(join(electronPackage, 'package.json')));
  const checksums = ChecksumsSchema.parse(await readJson(join(electronPackage, 'checksums.json')));
  await downloadArtifact({
    version,
    artifactName: 'electron',
    checksums,
    // As the package's installer has it.
    ...(process.env.electron_config_cache && { cacheRoot: process.env.electron_config_cache }),
    downloadOptions: { quiet: true, getProgressCallback: progressLine(version) },
  });
  // The package's own installer finds what was downloaded in the cache, and unpacks it.
  await promisify(execFile)(process.execPath, [join(electronPackage, 'install.js')]);
}

async function readJson(file: string): Promise<unknown> {
  return JSON.parse(await readFile(file, 'utf8'));
}

/** One line, written over while it grows on a terminal, and once elsewhere. */
function progressLine(version: string): (progress: Progress) => Promise<void> {
  const { stderr } = process;
  let shown = -1;
  return async ({ percent, total }) => {
    const rounded = Math.floor(percent * 100);
    if (rounded === shown || (shown >= 0 && !stderr.isTTY)) return;
    shown = rounded;
    const size = total === null ? '' : `${Math.ceil(total / 1e6)} MB, `;
    const line = `Downloading Electron ${version} (${size}only once)`;
    if (!stderr.isTTY) stderr.write(`${line}.\n`);
    else stderr.write(`\r${line}: ${rounded} %${percent === 1 ? '\n' : ''}`);
  };
}

/** In a line: what the network answered, rather than that fetch failed. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { cause } = error;
  const { message } = cause instanceof Error && cause.message !== '' ? cause : error;
  return message.split('\n', 1).join('');
}
