/** electron-builder.yml, as far as it can be told without making a package. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { mkdir, readdir } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Arch, build, Platform } from 'electron-builder';
import { describe, expect, onTestFinished, test } from 'vitest';
import { z } from 'zod';
import { RELEASES_PAGE } from '../src/main/desktop/updates/releases.ts';

const PROJECT = fileURLToPath(new URL('..', import.meta.url));

interface Log {
  readonly isEnabled: boolean;
}
const SILENT: Log = { isEnabled: false };

/** The modules that electron-builder itself uses. */
const ofElectronBuilder = createRequire(createRequire(import.meta.url).resolve('electron-builder'));

const isFunction = (value: unknown) => typeof value === 'function';
const BuilderSchema = z.object({
  getConfig:
    z.custom<(projectDir: string, file: null, overrides: null) => Promise<unknown>>(isFunction),
  validateConfiguration: z.custom<(config: unknown, log: Log) => Promise<void>>(isFunction),
});
const { getConfig, validateConfiguration } = BuilderSchema.parse(
  ofElectronBuilder('app-builder-lib/out/util/config/config'),
);

const TargetsSchema = z.object({
  icon: z.string(),
  target: z.array(z.object({ target: z.string(), arch: z.array(z.string()) })),
});
const ConfigSchema = z.looseObject({
  artifactName: z.string(),
  linux: TargetsSchema,
  mac: TargetsSchema.extend({ entitlements: z.string() }),
  win: TargetsSchema,
  fileAssociations: z.array(z.object({ ext: z.array(z.string()) })),
  publish: z.object({ provider: z.literal('github'), owner: z.string(), repo: z.string() }),
});

const config = ConfigSchema.parse(await getConfig(PROJECT, null, null));

describe('The configuration', () => {
  test('is what electron-builder takes', async () => {
    await validateConfiguration(config, SILENT);
  });

  test('is checked: a slip of the pen is refused', async () => {
    const slip = { ...config, electronFuses: { runAsNod: false } };
    await expect(validateConfiguration(slip, SILENT)).rejects.toThrow(
      'configuration.electronFuses',
    );
  });

  test('publishes updates where the app says that its releases are', () => {
    const { owner, repo } = config.publish;
    expect(RELEASES_PAGE).toBe(`https://github.com/${owner}/${repo}/releases`);
  });

  test('makes each kind of package for both kinds of processor', () => {
    const { linux, mac, win } = config;
    expect([linux, mac, win].map(({ target }) => target.map((each) => each.target))).toEqual([
      ['AppImage', 'deb', 'rpm'],
      ['dmg', 'zip'],
      ['nsis'],
    ]);
    const processors = [linux, mac, win].flatMap(({ target }) => target.map(({ arch }) => arch));
    expect(new Set(processors.map((arch) => arch.join()))).toEqual(new Set(['x64,arm64']));
    // By it an update finds the package for its own processor.
    expect(config.artifactName).toMatch(/\$\{arch\}/);
  });
});

describe('On Linux', () => {
  test('desktops know what Fermata is, what it opens, and which windows are its own', async () => {
    const entries = await desktopEntries();
    expect(entries.map(({ Exec }) => Exec)).toEqual([
      // None asks for a start without the sandbox.
      'AppRun %U',
      '/opt/Fermata/fermata %U',
      '/opt/Fermata/fermata %U',
    ]);
    const { desktopName } = PackageSchema.parse(JSON.parse(readProjectFile('package.json')));
    for (const entry of entries) {
      expect(entry).toMatchObject({ Name: 'Fermata', Type: 'Application', Icon: 'fermata' });
      expect(entry.Categories?.split(';')).toEqual(expect.arrayContaining(['AudioVideo', 'Audio']));
      expect(entry.MimeType?.split(';')).toContain('audio/x-mpegurl');
      // By it Electron names its windows.
      expect(`${entry.StartupWMClass}.desktop`).toBe(desktopName);
    }
  });

  test('there is an icon of each size that desktops ask for', async () => {
    const sizes = (await readdir(join(PROJECT, 'assets', config.linux.icon))).map(
      Number.parseFloat,
    );
    expect(sizes.sort((one, other) => one - other)).toEqual([16, 24, 32, 48, 64, 128, 256, 512]);
  });
});

const PackageSchema = z.object({ desktopName: z.string() });

/** What deb and rpm are made with, or AppImage. */
const LinuxPackageSchema = z.union([
  z.tuple([z.array(z.string()), z.string()]),
  z.object({ desktop: z.string() }),
]);

/** The desktop entries of the packages for Linux, which are planned but not made. */
async function desktopEntries(): Promise<Record<string, string>[]> {
  const folder = mkdtempSync(join(tmpdir(), 'fermata-plan-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  await mkdir(join(folder, 'app/resources'), { recursive: true });
  const entries: Record<string, string>[] = [];
  await build({
    projectDir: PROJECT,
    publish: 'never',
    prepackaged: join(folder, 'app'),
    targets: Platform.LINUX.createTarget(['AppImage', 'deb', 'rpm'], Arch.x64),
    // Otherwise it is the address of the repository that this was cloned from.
    config: { directories: { output: folder }, extraMetadata: { homepage: 'https://localhost/' } },
    effectiveOptionComputed: async (options: unknown) => {
      const planned = LinuxPackageSchema.parse(options);
      entries.push(
        parseEntry('desktop' in planned ? planned.desktop : readFileSync(planned[1], 'utf8')),
      );
      return true;
    },
  });
  return entries;
}

function parseEntry(text: string): Record<string, string> {
  const pairs = text.split('\n').flatMap((line) => {
    const [, key, value] = /^(\w+)=(.*)$/.exec(line) ?? [];
    return key === undefined || value === undefined ? [] : [[key, value] as const];
  });
  return Object.fromEntries(pairs);
}

function readProjectFile(name: string): string {
  return readFileSync(join(PROJECT, name), 'utf8');
}
