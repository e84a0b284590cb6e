/** electron-builder.yml, as far as it can be told without making a package. */
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';

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
