/**
 * The artists of a WMA file that has several. TagLib tells the first of the field that all files have, and lists
 * in the order of two parts of the header, of which programs write the first value into the later one.
 *
 * https://learn.microsoft.com/en-us/windows/win32/wmformat/overview-of-the-asf-format
 */
import type { Texts } from './id3-frames.ts';
import type { SourceFile } from './source-file.ts';

const HEADER_BYTES = 30;
const OBJECT_BYTES = 24;
const MOST_OBJECTS = 100;
const MOST_VALUES = 1_000;
/** Of names; in bytes. */
const MOST_TEXT_BYTES = 64 * 1024;

const HEADER_EXTENSION = 'b503bf5f2ea9cf118ee300c00c205365';
const HEADER_EXTENSION_BYTES = 22;
const EXTENDED_CONTENT = '40a4d0d207e3d21197f000a0c95ea850';
const METADATA_LIBRARY = '941c23449894d149a1411d134e457054';

const UNICODE = 0;

/** How TagLib names what has a list of artists. The first of the field is told by it. */
const PROPERTIES: ReadonlyMap<string, string> = new Map([
  ['Author', 'ARTIST'],
  ['WM/ARTISTS', 'ARTISTS'],
  ['WM/AlbumArtist', 'ALBUMARTIST'],
  ['WM/ALBUMARTISTS', 'ALBUMARTISTS'],
]);

interface Value {
  readonly name: string;
  readonly text: string;
}

/**
 * The lists, each in its order; none of a name alone.
 *
 * @param first the artist that all files have, as TagLib tells it
 */
export function asfLists(file: SourceFile, start: number, first: string): Texts {
  try {
    return listsOf(file, start, first);
  } catch (error) {
    // A header that says what cannot be: TagLib has made of it what it could.
    if (error instanceof RangeError) return new Map();
    throw error;
  }
}

function listsOf(file: SourceFile, start: number, first: string): Texts {
  const end = start + Number(file.slice(start + 16, 8).readBigUInt64LE());
  const parts = partsOf(file, start + HEADER_BYTES, Math.min(end, file.size));
  const ordered = parts.toSorted((a, b) => Number(a.isLibrary) - Number(b.isLibrary));
  const lists = new Map<string, string[]>();
  if (first !== '') lists.set('ARTIST', [first]);
  for (const { name, text } of ordered.flatMap(({ values }) => values)) {
    const property = PROPERTIES.get(name);
    if (property === undefined || text === '') continue;
    lists.set(property, [...(lists.get(property) ?? []), text]);
  }
  return new Map([...lists].filter(([, texts]) => texts.length > 1));
}

interface Part {
  readonly isLibrary: boolean;
  readonly values: readonly Value[];
}

function partsOf(file: SourceFile, start: number, end: number): Part[] {
  const parts: Part[] = [];
  let position = start;
  for (let count = 0; count < MOST_OBJECTS && position + OBJECT_BYTES <= end; count += 1) {
    const head = file.slice(position, OBJECT_BYTES);
    const kind = head.toString('hex', 0, 16);
    const size = Number(head.readBigUInt64LE(16));
    const body = position + OBJECT_BYTES;
    if (size < OBJECT_BYTES || position + size > end) break;
    if (kind === HEADER_EXTENSION) {
      parts.push(...partsOf(file, body + HEADER_EXTENSION_BYTES, position + size));
    } else if (kind === EXTENDED_CONTENT || kind === METADATA_LIBRARY) {
      const isLibrary = kind === METADATA_LIBRARY;
      parts.push({ isLibrary, values: valuesOf(file, body, position + size, isLibrary) });
    }
    position += size;
  }
  return parts;
}

/** Pictures lie among them: each value is passed over but for texts of the names that are looked for. */
function valuesOf(file: SourceFile, start: number, end: number, isLibrary: boolean): Value[] {
  const values: Value[] = [];
  const total = Math.min(file.slice(start, 2).readUInt16LE(), MOST_VALUES);
  let position = start + 2;
  for (let count = 0; count < total && position + 12 <= end; count += 1) {
    const { nameAt, nameBytes, kind, valueAt, valueBytes } = isLibrary
      ? libraryValue(file, position)
      : contentValue(file, position);
    if (valueAt + valueBytes > end) break;
    const isText = kind === UNICODE && valueBytes <= MOST_TEXT_BYTES;
    const name = isText ? textAt(file, nameAt, nameBytes) : '';
    if (PROPERTIES.has(name)) values.push({ name, text: textAt(file, valueAt, valueBytes) });
    position = valueAt + valueBytes;
  }
  return values;
}

function contentValue(file: SourceFile, position: number) {
  const nameBytes = file.slice(position, 2).readUInt16LE();
  const nameAt = position + 2;
  const head = file.slice(nameAt + nameBytes, 4);
  const valueAt = nameAt + nameBytes + 4;
  return {
    nameAt,
    nameBytes,
    kind: head.readUInt16LE(),
    valueAt,
    valueBytes: head.readUInt16LE(2),
  };
}

function libraryValue(file: SourceFile, position: number) {
  const head = file.slice(position, 12);
  const nameBytes = head.readUInt16LE(4);
  const nameAt = position + 12;
  const valueAt = nameAt + nameBytes;
  return {
    nameAt,
    nameBytes,
    kind: head.readUInt16LE(6),
    valueAt,
    valueBytes: head.readUInt32LE(8),
  };
}

function textAt(file: SourceFile, position: number, bytes: number): string {
  return file.slice(position, bytes).toString('utf16le').replace(/\0.*$/s, '');
}
