/**
 * fetch-electron.ts: what `npm start` does at the first start, against a mirror on this machine. The
 * package is a copy of the real one that expects a small archive.
 */
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { createServer, type RequestListener, type Server } from 'node:http';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { crc32 } from 'node:zlib';
import { expect, onTestFinished, test } from 'vitest';
import { z } from 'zod';
import { downloadedElectron, ELECTRON_PACKAGE } from './find-electron.ts';

const FETCH_ELECTRON = fileURLToPath(new URL('fetch-electron.ts', import.meta.url));

/** Where it is not `electron`. */
const EXECUTABLES: Partial<Record<NodeJS.Platform, string>> = {
  darwin: 'Electron.app/Contents/MacOS/Electron',
  win32: 'electron.exe',
};

test('the binary is downloaded from the mirror that is named, and unpacked', async () => {
  const { folder, archive, fileName, executable } = await copyPackage();
  const asked: string[] = [];
  const mirror = await serve(({ url = '' }, response) => {
    asked.push(url);
    response.end(archive);
  });
  const { stderr } = await fetchElectron(folder, { ELECTRON_MIRROR: `${mirror}/` });
  expect(asked).toEqual([expect.stringMatching(new RegExp(`/${fileName}$`))]);
  expect(stderr).toMatch(/^Downloading Electron \d+\.\d+\.\d+ \(1 MB, only once\)\.\n$/);
  expect(await readFile(executable, 'utf8')).toBe('the binary');
  expect(downloadedElectron(folder)).toBe(executable);
});

test('the binary is downloaded through the proxy that is named', async () => {
  const { folder, archive } = await copyPackage();
  const mirror = await serve((_, response) => response.end(archive));
  const { proxy, tunnelled } = await serveProxy(new URL(mirror).port);
  await fetchElectron(folder, {
    ELECTRON_MIRROR: 'http://electron.invalid/',
    HTTP_PROXY: proxy,
    NO_PROXY: '',
  });
  expect(tunnelled).toEqual(['electron.invalid:80']);
  expect(downloadedElectron(folder)).not.toBeNull();
});

test('a mirror that does not have it, or has another file, is told in one line', async () => {
  const { folder } = await copyPackage();
  const empty = await serve((_, response) => response.writeHead(404).end());
  const missing = await fetchElectron(folder, { ELECTRON_MIRROR: `${empty}/` });
  expect(missing.status).toBe(1);
  expect(missing.stderr).toMatch(/^Electron could not be downloaded: Response code 404.*\.\n$/);

  const other = await serve((_, response) => response.end('another file'));
  const wrong = await fetchElectron(folder, { ELECTRON_MIRROR: `${other}/` });
  expect(wrong.status).toBe(1);
  expect(wrong.stderr).toMatch(/\nElectron could not be downloaded: .*checksum.*\.\n$/i);
  expect(downloadedElectron(folder)).toBeNull();
});

async function fetchElectron(electronPackage: string, env: NodeJS.ProcessEnv) {
  const cache = { electron_config_cache: join(dirname(electronPackage), 'cache') };
  const args = ['--use-env-proxy', FETCH_ELECTRON, electronPackage];
  try {
    const options = { env: { ...process.env, ...cache, ...env } };
    const { stderr } = await promisify(execFile)(process.execPath, args, options);
    return { status: 0, stderr };
  } catch (error) {
    if (!(error instanceof Error && 'stderr' in error && 'code' in error)) throw error;
    return { status: error.code, stderr: String(error.stderr) };
  }
}

/** The `electron` package with what it requires, expecting an archive with one file. */
async function copyPackage() {
  const modules = join(await mkdtemp(join(tmpdir(), 'fermata-fetch-')), 'node_modules');
  onTestFinished(() => rm(dirname(modules), { recursive: true }));
  await mkdir(modules);
  for (const scope of ['@electron', '@electron-internal']) {
    await symlink(join(dirname(ELECTRON_PACKAGE), scope), join(modules, scope));
  }
  const folder = join(modules, 'electron');
  for (const file of ['package.json', 'install.js']) {
    await cp(join(ELECTRON_PACKAGE, file), join(folder, file));
  }
  const description = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'));
  const { version } = z.object({ version: z.string() }).parse(description);
  const path = EXECUTABLES[process.platform] ?? 'electron';
  const archive = zip(path, 'the binary');
  const fileName = `electron-v${version}-${process.platform}-${process.arch}.zip`;
  const sha256 = createHash('sha256').update(archive).digest('hex');
  await writeFile(join(folder, 'checksums.json'), JSON.stringify({ [fileName]: sha256 }));
  return { folder, archive, fileName, executable: join(folder, 'dist', path) };
}

async function serve(listener: RequestListener): Promise<string> {
  return addressOf(createServer(listener));
}

/** A proxy that leads to a port of this machine, whatever host it is asked for. */
async function serveProxy(port: string) {
  const tunnelled: string[] = [];
  const server = createServer().on('connect', ({ url = '' }, client) => {
    tunnelled.push(url);
    const target = connect(Number(port), '127.0.0.1', () => {
      client.write('HTTP/1.1 200 Connection Established\r\n\r\n');
      client.pipe(target).pipe(client);
    });
  });
  return { proxy: await addressOf(server), tunnelled };
}

async function addressOf(server: Server): Promise<string> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('No port is listened to');
  return `http://127.0.0.1:${address.port}`;
}

/** A zip archive with one file, stored (https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT). */
function zip(name: string, text: string): Buffer {
  const data = Buffer.from(text);
  const file = Buffer.from(name);
  const described = Buffer.alloc(26);
  described.writeUInt16LE(20, 0);
  described.writeUInt32LE(crc32(data), 10);
  described.writeUInt32LE(data.length, 14);
  described.writeUInt32LE(data.length, 18);
  described.writeUInt16LE(file.length, 22);
  const local = Buffer.concat([Buffer.from('PK\x03\x04'), described, file, data]);
  const madeBy = Buffer.from([20, 3]);
  const attributes = Buffer.alloc(14);
  attributes.writeUInt32LE((0o100755 << 16) >>> 0, 6);
  const central = Buffer.concat([Buffer.from('PK\x01\x02'), madeBy, described, attributes, file]);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(1, 4);
  end.writeUInt16LE(1, 6);
  end.writeUInt32LE(central.length, 8);
  end.writeUInt32LE(local.length, 12);
  return Buffer.concat([local, central, Buffer.from('PK\x05\x06'), end]);
}
