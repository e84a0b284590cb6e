/**
 * Texts that are said to be Latin-1, and are whatever their program wrote: ID3v1, ID3v2 and the INFO of a WAV say
 * nothing else. UTF-8 is told for sure. Anything else is guessed from all such texts of a file together, or read
 * as a person has said.
 */
import type { TextEncoding } from '../../../../shared/text-encodings.ts';
import { guessEncoding } from './guess-encoding.ts';

const BEYOND_ASCII = /[\u0080-\u00ff]/;
const BEYOND_LATIN_1 = /[^\0-\u00ff]/;
/** What Latin-1 has no letters for, and Windows does. */
const C1 = /[\u0080-\u009f]/;

export interface ReadingAs {
  /** What a person has said; null for a guess. */
  readonly encoding: TextEncoding | null;
  /** Of the person, as the system names them. */
  readonly languages: readonly string[];
}

interface Texts {
  /** All texts of the file that say what it is called, as they would be in Latin-1. */
  readonly evidence: () => readonly string[];
  /** Those that say their encoding: they are what they seem. */
  readonly sure: () => Iterable<string>;
}

export class ClaimedLatin1 {
  readonly #texts: Texts;
  readonly #as: ReadingAs;
  #sure: ReadonlySet<string> | null = null;
  #encoding: TextEncoding | null = null;

  constructor(texts: Texts, as: ReadingAs) {
    this.#texts = texts;
    this.#as = as;
  }

  /** A text as it is meant. */
  decode(text: string): string {
    if (!this.#isDoubtful(text)) return text;
    const bytes = Buffer.from(text, 'latin1');
    return asUtf8(bytes) ?? this.#decode(text, bytes);
  }

  /** Those texts of the file that a guess is needed for, each once. */
  doubtful(): string[] {
    const texts = new Set(this.#texts.evidence().filter((text) => this.#isDoubtful(text)));
    return [...texts].filter((text) => asUtf8(Buffer.from(text, 'latin1')) === null);
  }

  #decode(text: string, bytes: Buffer): string {
    this.#encoding ??= this.#as.encoding ?? this.#guess();
    if (this.#encoding === 'windows-1252' && !C1.test(text)) return text;
    return decodeAs(bytes, this.#encoding);
  }

  #guess(): TextEncoding {
    const texts = this.doubtful().map((text) => Buffer.from(text, 'latin1'));
    return guessEncoding(texts, this.#as.languages);
  }

  #isDoubtful(text: string): boolean {
    if (!BEYOND_ASCII.test(text) || BEYOND_LATIN_1.test(text)) return false;
    this.#sure ??= new Set(this.#texts.sure());
    return !this.#sure.has(text);
  }
}

/** Bytes in an encoding; half a character at the end, where a field was too short, is left out. */
export function decodeAs(bytes: Uint8Array, encoding: TextEncoding): string {
  return new TextDecoder(encoding).decode(bytes, { stream: true });
}

const UTF_8 = new TextDecoder('utf-8', { fatal: true });

/** Hardly ever by accident. A field of fixed length may have cut off the last character of several. */
function asUtf8(bytes: Buffer): string | null {
  try {
    return UTF_8.decode(bytes);
  } catch {
    return asCutUtf8(bytes);
  }
}

function asCutUtf8(bytes: Buffer): string | null {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true });
    return /[^\0-\u007f]/.test(text) ? text : null;
  } catch {
    return null;
  }
}
