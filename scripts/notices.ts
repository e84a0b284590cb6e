/**
 * The notices of all that is shipped with Fermata: what is bundled into its files, as the bundler tells it,
 * and the packages that lie beside them. Their licences ask for no more than that their notice comes along.
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import type { Plugin } from 'vite';
import { z } from 'zod';

/** Where the pages find them (About Fermata). */
export const NOTICES_FILE = 'licences/notices.txt';

const PackageSchema = z.object({
  name: z.string(),
  version: z.string(),
  license: z.string().optional(),
  author: z.union([z.string(), z.object({ name: z.string() })]).optional(),
});

const LockSchema = z.object({
  packages: z.record(z.string(), z.object({ dev: z.boolean().default(false) })),
});

const NOTICE_NAMES = /^(licen[cs]e|notice|copying|copyright|third[-_]?party)/i;

const README = /^readme\b/i;

/** What the bundles of one build are made of. */
export class Notices {
  readonly #project: string;
  readonly #packages = new Set<string>();

  /** @param project the folder with package.json */
  constructor(project: string) {
    this.#project = project;
    for (const folder of shippedPackages(project)) this.#packages.add(folder);
  }

  /** Notes the packages of a bundle; the one that is built last `emits` the file. */
  plugin({ emits = false } = {}): Plugin {
    return {
      name: 'fermata-notices',
      generateBundle: {
        order: 'post',
        handler: (_options, bundle) => {
          for (const output of Object.values(bundle)) {
            if (output.type === 'chunk') this.note(Object.keys(output.modules));
          }
        },
      },
      writeBundle: ({ dir }) => {
        if (emits && dir !== undefined) writeFileSync(join(dir, NOTICES_FILE), this.text());
      },
    };
  }

  /** Notes the packages that modules are of, by their paths. */
  note(modules: readonly string[]): void {
    for (const id of modules) {
      const folder = packageFolder(id);
      if (folder !== null) this.#packages.add(folder);
    }
  }

  /** Fermata's own licence, then each package's, in the order of their names. */
  text(): string {
    const { version } = readPackage(this.#project);
    const licence = readFileSync(join(this.#project, 'LICENSE'), 'utf8');
    const found = [...this.#packages].map(noticeOf).toSorted();
    return [`Fermata ${version}\n\n${licence.trim()}`, ...fonts(this.#project), ...found].join(
      RULE,
    );
  }
}

const RULE = `\n\n${'-'.repeat(80)}\n\n`;

/** What is not developed with alone, of those that are installed for this machine. */
function shippedPackages(project: string): string[] {
  const lock = readFileSync(join(project, 'package-lock.json'), 'utf8');
  const { packages } = LockSchema.parse(JSON.parse(lock));
  return Object.entries(packages)
    .filter(([path, { dev }]) => path !== '' && !dev)
    .map(([path]) => join(project, path))
    .filter((folder) => existsSync(join(folder, 'package.json')));
}

/** The folder of the package that a module is of; null for one of Fermata's own. */
function packageFolder(id: string): string | null {
  const path = id.replace(/^\0/, '').replace(/\?.*$/s, '').split('/').join(sep);
  const found = /^.*[\\/]node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/]+/.exec(path)?.[0];
  return found !== undefined && existsSync(join(found, 'package.json')) ? found : null;
}

/** The fonts and the signs, whose notices lie among the pages already. */
function fonts(project: string): string[] {
  const folder = join(project, 'src/renderer/public/licences');
  return readdirSync(folder).map((name) => readFileSync(join(folder, name), 'utf8').trim());
}

/** A package without a file of its licence names it in package.json, and what it has of others beside it. */
function noticeOf(folder: string): string {
  const { name, version, license = 'no licence named', author } = readPackage(folder);
  const by = typeof author === 'string' ? author : author?.name;
  const head = `${name} ${version} (${license})`;
  const textsOf = (names: RegExp) =>
    readdirSync(folder, { withFileTypes: true })
      .filter((entry) => entry.isFile() && names.test(entry.name))
      .map((entry) => readFileSync(join(folder, entry.name), 'utf8').trim());
  const texts = textsOf(NOTICE_NAMES);
  const copyright = by === undefined ? [] : [`Copyright ${by}`];
  return [head, ...(texts.length > 0 ? texts : [...copyright, ...textsOf(README)])].join('\n\n');
}

function readPackage(folder: string) {
  return PackageSchema.parse(JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')));
}
