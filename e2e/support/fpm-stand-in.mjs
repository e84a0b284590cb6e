#!/usr/bin/env node
/**
 * Stands in for fpm, which cannot be had where GitHub's releases cannot be reached: makes a Debian
 * package by dpkg-deb from what electron-builder tells fpm. Run by electron-builder itself
 * (CUSTOM_FPM_PATH), with whatever Node is first in the PATH.
 */
import { spawnSync } from 'node:child_process';
import { copyFileSync, cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';

const text = { type: 'string' };
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    s: { ...text, short: 's' },
    t: { ...text, short: 't' },
    d: { ...text, short: 'd', multiple: true },
    force: { type: 'boolean' },
    architecture: text,
    'after-install': text,
    'after-remove': text,
    'deb-compression': text,
    'deb-priority': text,
    'deb-recommends': { ...text, multiple: true },
    category: text,
    description: text,
    license: text,
    maintainer: text,
    name: text,
    package: text,
    url: text,
    vendor: text,
    version: text,
  },
});
if (values.t !== 'deb') throw new Error(`Only deb packages are made here, not ${values.t}.`);

const root = mkdtempSync(join(tmpdir(), 'fermata-deb-'));
try {
  for (const pair of positionals) {
    const [from, to] = pair.split('=');
    mkdirSync(dirname(join(root, to)), { recursive: true });
    cpSync(from, join(root, to), { recursive: true, verbatimSymlinks: true });
  }
  mkdirSync(join(root, 'DEBIAN'));
  writeFileSync(join(root, 'DEBIAN/control'), control());
  script('postinst', values['after-install']);
  script('postrm', values['after-remove']);
  // As small as it gets would take a minute.
  const made = spawnSync(
    'dpkg-deb',
    ['--root-owner-group', '-Znone', '--build', root, values.package],
    {
      stdio: 'inherit',
    },
  );
  process.exitCode = made.status ?? 1;
} finally {
  rmSync(root, { recursive: true });
}

/** The fields in the form of deb-control(5). */
function control() {
  const fields = {
    Package: values.name,
    Version: values.version,
    Architecture: values.architecture,
    Maintainer: values.maintainer,
    Section: values.category ?? 'default',
    Priority: values['deb-priority'],
    Homepage: values.url,
    Depends: values.d?.join(', '),
    Recommends: values['deb-recommends']?.join(', '),
    Description: values.description,
  };
  const lines = Object.entries(fields).filter(([, value]) => value !== undefined && value !== '');
  return `${lines.map(([name, value]) => `${name}: ${value}`).join('\n')}\n`;
}

function script(name, file) {
  copyFileSync(file, join(root, 'DEBIAN', name));
  spawnSync('chmod', ['755', join(root, 'DEBIAN', name)]);
}
