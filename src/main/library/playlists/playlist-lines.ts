/**
 * The lines of a text file whose encoding is not known: UTF-8 or UTF-16 where that is what it is, each line
 * by itself, since some players add lines in another one; else in each encoding that old players wrote.
 */
import { pathOfBytes } from '../../lifecycle/files/path-bytes.ts';

/** Of Western, Central European, Cyrillic, Greek, Turkish, Hebrew, Arabic, Asian and old systems. */
const OLD_ENCODINGS = [
  'windows-1252',
  'windows-1251',
  'windows-1250',
  'shift_jis',
  'gb18030',
  'euc-kr',
  'big5',
  'windows-1253',
  'windows-1254',
  'windows-1255',
  'windows-1256',
  'koi8-r',
  'euc-jp',
  'windows-1257',
  'windows-1258',
  'windows-874',
  'ibm866',
  'macintosh',
];

/** So few letters beyond ASCII may be valid UTF-8 by accident, if each is of two bytes. */
const MOST_BY_ACCIDENT = 3;

/** A line in each way in which it may be meant: one where it is Unicode, the likeliest first. */
export type Line = readonly [string, ...string[]];

export function linesOf(bytes: Uint8Array): Line[] {
  const wide = wideEncodingOf(bytes);
  if (wide !== null) {
    const text = new TextDecoder(wide).decode(bytes);
    return text.split(/\r\n|\r|\n/).map((line) => [line]);
  }
  const lines: Line[] = [];
  let start = 0;
  for (let at = 0; at <= bytes.length; at += 1) {
    if (at < bytes.length && bytes[at] !== 0x0a && bytes[at] !== 0x0d) continue;
    if (at > start) lines.push(meaningsOf(withoutZeros(bytes.subarray(start, at))));
    start = at + 1;
  }
  return lines;
}

/** By its mark, or by the zeros in what is Latin. */
function wideEncodingOf(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  const [first, second, third, fourth] = bytes;
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  if (second === 0 && fourth === 0 && first !== 0) return 'utf-16le';
  return first === 0 && third === 0 && second !== 0 ? 'utf-16be' : null;
}

/** Some programs write the zeros at the end that texts have in their memory. */
function withoutZeros(line: Uint8Array): Uint8Array {
  let end = line.length;
  while (end > 0 && line[end - 1] === 0) end -= 1;
  return line.subarray(0, end);
}

function meaningsOf(line: Uint8Array): Line {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(line);
    return mayBeAccident(text) ? [text, ...oldMeaningsOf(line)] : [text];
  } catch {
    const [first = '', ...others] = oldMeaningsOf(line);
    // A name on this disk may be bytes that are no text in any of them, or in another one.
    const all = [...others, pathOfBytes(line)];
    return [first, ...new Set(all.filter((other) => other !== first))];
  }
}

function oldMeaningsOf(line: Uint8Array): string[] {
  return OLD_ENCODINGS.map((name) => new TextDecoder(name).decode(line));
}

/** As the two bytes of 夜 in GBK are those of a Cyrillic letter. */
function mayBeAccident(text: string): boolean {
  const beyondAscii = text.match(/[^\0-\x7f]/gu) ?? [];
  return (
    beyondAscii.length > 0 &&
    beyondAscii.length <= MOST_BY_ACCIDENT &&
    beyondAscii.every((letter) => letter < '\u0800')
  );
}
