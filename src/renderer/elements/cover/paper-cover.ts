/** What a drawn cover looks like: it follows from the names alone, so that an album always has the same one. */

/** How many papers and drawings there are (cover.module.css, PaperCover.tsx). */
export const PAPERS = 8;
export const DRAWINGS = 6;

export interface PaperLook {
  readonly paper: number;
  readonly drawing: number;
  /** 0 to 1: where the drawing stands. */
  readonly shift: number;
}

/** @param name what the cover is of: the same name has the same look */
export function lookOf(name: string): PaperLook {
  const hash = hashOf(name);
  return {
    paper: hash % PAPERS,
    drawing: Math.floor(hash / PAPERS) % DRAWINGS,
    shift: (Math.floor(hash / (PAPERS * DRAWINGS)) % 97) / 96,
  };
}

/** FNV-1a (http://www.isthe.com/chongo/tech/comp/fnv/), in 32 bits. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(text)) {
    hash = Math.imul(hash ^ byte, 0x01000193) >>> 0;
  }
  return hash;
}

const letters = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/** Two words begin with two letters; scripts that write without spaces have one. */
const MOST_INITIALS = 2;

/** Words that too many names begin with. */
const ARTICLES = /^(?:the|an?|der|die|das|ein|eine|le|la|les|un|une|el|los|las|il|lo|gli)$/i;

/** What a name begins with: "The Night Ferry" is NF; what has neither letters nor numbers has none. */
export function initialsOf(name: string): string {
  const words = name.split(/[^\p{L}\p{M}\p{N}’']+/u).filter((word) => /[\p{L}\p{N}]/u.test(word));
  const telling = words.length > 1 && ARTICLES.test(words[0] ?? '') ? words.slice(1) : words;
  return telling
    .slice(0, MOST_INITIALS)
    .map((word) => [...letters.segment(word.replace(/^[’']+/u, ''))][0]?.segment ?? '')
    .join('')
    .toUpperCase();
}
