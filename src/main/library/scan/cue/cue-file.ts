/** Reads the file of a cue sheet, whose encoding it does not tell. */
import { TEXT_ENCODINGS } from '../../../../shared/text-encodings.ts';
import { readSmallFile } from '../../../lifecycle/files/door.ts';
import { guessEncoding } from '../reading/guess-encoding.ts';
import { likelyLanguages } from '../reading/likely-languages.ts';
import { type CueSheet, parseCueSheet } from './cue-sheet.ts';
import { sameName } from './file-names.ts';

/** A thousand times as much as one of a disc. */
const MOST_SHEET_BYTES = 1024 * 1024;

/**
 * What the cue sheet of a file says.
 *
 * @param beside the names of the audio files in its folder: those that it names tell its encoding
 * @throws NotOpened if it is larger than any sheet; the system error if it cannot be read
 */
export async function readCueFile(path: string, beside: readonly string[]): Promise<CueSheet> {
  const bytes = await readSmallFile(path, { maxBytes: MOST_SHEET_BYTES, followsLinks: true });
  return parseCueBytes(bytes, beside, likelyLanguages());
}

/**
 * The same of its content.
 *
 * @param languages of the listener, as the system names them
 */
export function parseCueBytes(
  bytes: Uint8Array,
  beside: readonly string[],
  languages: readonly string[],
): CueSheet {
  const encoding = unicodeOf(bytes);
  if (encoding !== null) return parseCueSheet(new TextDecoder(encoding).decode(bytes));
  const likeliest = guessEncoding(linesBeyondAscii(bytes), languages);
  const sheets = [likeliest, ...TEXT_ENCODINGS].map((name) =>
    parseCueSheet(new TextDecoder(name).decode(bytes)),
  );
  const [guessed = parseCueSheet('')] = sheets;
  const named = sheets.find(({ files }) => files.every(({ name }) => isAmong(name, beside)));
  return named ?? guessed;
}

function isAmong(name: string, beside: readonly string[]): boolean {
  return beside.some((other) => sameName(name, other));
}

/** What tells an encoding: the lines with a letter in them that is none of ASCII, their commands aside. */
function linesBeyondAscii(bytes: Uint8Array): Uint8Array[] {
  const text = Buffer.from(bytes).toString('latin1');
  const values = Array.from(
    text.matchAll(/"([^"\r\n]*[\x80-\xff][^"\r\n]*)"/g),
    ([, value = '']) => value,
  );
  const lines =
    values.length > 0 ? values : text.split(/[\r\n]+/).filter((line) => /[\x80-\xff]/.test(line));
  return lines.map((line) => Buffer.from(line, 'latin1'));
}

/** By its mark, by the zeros in what is Latin, or because it is valid UTF-8; null for an older one. */
function unicodeOf(bytes: Uint8Array): string | null {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  if (first !== 0 && second === 0) return 'utf-16le';
  if (first === 0 && second !== 0) return 'utf-16be';
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return 'utf-8';
  } catch {
    return null;
  }
}
