/** Makes collections to scan: MP3 files with tags of their own, ten to an album, in a folder for each. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const SONG = new URL('../fixtures/audio/01 first light.mp3', import.meta.url);

const TRACKS_PER_ALBUM = 10;
const ALBUMS_PER_ARTIST = 5;

const ID3_HEADER_BYTES = 10;
const UTF_8 = 3;

export interface Collection {
  readonly files: number;
  /** Of the audio of each file; what is shorter than one song has one. */
  readonly audioBytes: number;
}

/** Writes a collection into a new folder. */
export function makeTaggedMusic(folder: string, { files, audioBytes }: Collection): void {
  const song = readFileSync(SONG);
  const frames = song.subarray(ID3_HEADER_BYTES + tagSize(song));
  const repeats = Math.max(1, Math.ceil(audioBytes / frames.length));
  const audio = Buffer.concat(Array.from({ length: repeats }, () => frames));
  for (let file = 0; file < files; file += 1) {
    const album = Math.floor(file / TRACKS_PER_ALBUM);
    const artist = `Artist ${Math.floor(album / ALBUMS_PER_ARTIST)}`;
    const place = join(folder, artist, `Album ${album}`);
    if (file % TRACKS_PER_ALBUM === 0) mkdirSync(place, { recursive: true });
    const tag = id3Tag({
      TIT2: `Song ${file}`,
      TPE1: artist,
      TALB: `Album ${album}`,
      TRCK: `${(file % TRACKS_PER_ALBUM) + 1}/${TRACKS_PER_ALBUM}`,
      TDRC: String(1960 + (album % 60)),
      TCON: `Genre ${album % 20}`,
    });
    // Its last bytes are its own: no two files have the same audio.
    const end = Buffer.from(String(file));
    writeFileSync(join(place, `${file}.mp3`), Buffer.concat([tag, audio, end]));
  }
}

function id3Tag(texts: Record<string, string>): Buffer {
  const frames = Object.entries(texts).map(([id, text]) => {
    const value = Buffer.concat([Buffer.from([UTF_8]), Buffer.from(text)]);
    return Buffer.concat([Buffer.from(id), synchsafe(value.length), Buffer.alloc(2), value]);
  });
  const body = Buffer.concat(frames);
  return Buffer.concat([Buffer.from('ID3\x04\0\0', 'latin1'), synchsafe(body.length), body]);
}

/** Four bytes of seven bits (ID3v2.4, 6.2). */
function synchsafe(size: number): Buffer {
  return Buffer.from([21, 14, 7, 0].map((shift) => (size >> shift) & 0x7f));
}

function tagSize(file: Buffer): number {
  if (file.toString('latin1', 0, 3) !== 'ID3') return -ID3_HEADER_BYTES;
  return [6, 7, 8, 9].reduce((size, at) => (size << 7) | (file[at] ?? 0), 0);
}
