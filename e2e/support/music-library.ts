/** A library of files that can be played: the test tones, and others that a test makes. */
import { cp, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runFermata } from './processes.ts';
import { makeCurrentLibrary, makeMissingLibrary, type TestLibrary } from './test-library.ts';

const TONES = fileURLToPath(new URL('../../fixtures/audio', import.meta.url));

export interface MusicLibrary extends TestLibrary {
  /** The folder with the files. */
  readonly music: string;
}

/** Copies the tones into a folder and scans it into a new library; all vanishes with the test. */
export async function makeMusicLibrary(): Promise<MusicLibrary> {
  const library = await makeMissingLibrary(await makeCurrentLibrary());
  const music = join(library.folder, 'music');
  await cp(TONES, music, { recursive: true });
  const playable = { ...library, music };
  await scan(playable);
  return playable;
}

/** Scans the folder again. */
async function scan({ music, args }: MusicLibrary): Promise<void> {
  const { status, stderr } = await runFermata(['scan', music, ...args]);
  if (status !== 0) throw new Error(`The scan failed: ${stderr}`);
}

/**
 * Writes a WAV of silence in CD quality and scans it in: long enough not to end in a test, and more
 * than a browser reads ahead.
 *
 * @returns its title and its path
 */
export async function addLongTrack(library: MusicLibrary, minutes = 10) {
  const title = 'long silence';
  const path = join(library.music, `${title}.wav`);
  const bytes = minutes * 60 * SAMPLE_RATE * BYTES_PER_SAMPLE;
  await writeFile(path, Buffer.concat([wavHeader(bytes), Buffer.alloc(bytes)]));
  await scan(library);
  return { title, path };
}

/** CD quality: 44 100 samples a second, two channels of 16 bits. */
const SAMPLE_RATE = 44_100;
const CHANNELS = 2;
const BYTES_PER_SAMPLE = 4;

/** http://soundfile.sapp.org/doc/WaveFormat */
function wavHeader(dataBytes: number): Buffer {
  const header = Buffer.alloc(44);
  header.write('RIFF', 0);
  header.writeUInt32LE(36 + dataBytes, 4);
  header.write('WAVEfmt ', 8);
  header.writeUInt32LE(16, 16);
  header.writeUInt16LE(1, 20);
  header.writeUInt16LE(CHANNELS, 22);
  header.writeUInt32LE(SAMPLE_RATE, 24);
  header.writeUInt32LE(SAMPLE_RATE * BYTES_PER_SAMPLE, 28);
  header.writeUInt16LE(BYTES_PER_SAMPLE, 32);
  header.writeUInt16LE(16, 34);
  header.write('data', 36);
  header.writeUInt32LE(dataBytes, 40);
  return header;
}
