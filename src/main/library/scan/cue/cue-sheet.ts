/**
 * Cue sheets: which tracks a file has, and where each begins. They were made for burning discs, and every
 * program writes its own dialect, so that a line that says nothing is passed over
 * (https://www.gnu.org/software/ccd2cue/manual/html_node/CUE-sheet-format.html).
 */
import { z } from 'zod';
import { cleanText } from '../reading/tag-text.ts';
import { gainOf } from '../reading/tag-values.ts';

const CueTrackSchema = z.object({
  number: z.number().int(),
  title: z.string().nullable(),
  performer: z.string().nullable(),
  composer: z.string().nullable(),
  isrc: z.string().nullable(),
  /** In milliseconds from the file's beginning. */
  beginMs: z.number().int(),
  /** In decibels. */
  gainDb: z.number().nullable(),
});
export type CueTrack = z.infer<typeof CueTrackSchema>;

const CueFileSchema = z.object({
  /** As it is written: a name, or a path of another computer; empty in a sheet that names none. */
  name: z.string(),
  /** By their beginnings, each with a number of its own. */
  tracks: z.array(CueTrackSchema),
});
export type CueFile = z.infer<typeof CueFileSchema>;

export const CueSheetSchema = z.object({
  title: z.string().nullable(),
  performer: z.string().nullable(),
  genre: z.string().nullable(),
  date: z.string().nullable(),
  disc: z.number().int().nullable(),
  /** In decibels. */
  gainDb: z.number().nullable(),
  /** Those that have tracks, in their order. */
  files: z.array(CueFileSchema),
});
export type CueSheet = z.infer<typeof CueSheetSchema>;

/** A disc has 99; what is longer is no sheet. */
const MOST_TRACKS = 999;
const FRAMES_PER_SECOND = 75;

interface Draft {
  title: string | null;
  performer: string | null;
  gainDb: number | null;
}

interface TrackDraft extends Draft {
  composer: string | null;
  isrc: string | null;
  readonly number: number;
  readonly isAudio: boolean;
}

/** What a cue sheet says; a sheet without tracks for a text that is none. */
export function parseCueSheet(text: string): CueSheet {
  const reading = new SheetReading();
  for (const line of text.split(/\r\n|\r|\n/)) reading.read(line.trim());
  return reading.sheet();
}

class SheetReading {
  readonly #album: Draft = { title: null, performer: null, gainDb: null };
  readonly #files: { name: string; tracks: (TrackDraft & { readonly beginMs: number })[] }[] = [];
  readonly #remarks = new Map<string, string>();
  #track: TrackDraft | null = null;
  #tracks = 0;

  /** Takes in one line, without spaces around it. */
  read(line: string): void {
    const [, command = '', rest = ''] = /^(\w+)\s+(.*)$/su.exec(line.replace(/^\uFEFF/, '')) ?? [];
    switch (command.toUpperCase()) {
      case 'FILE':
        this.#files.push({ name: fileName(rest), tracks: [] });
        return;
      case 'TRACK':
        this.#beginTrack(rest);
        return;
      case 'INDEX':
        this.#placeTrack(rest);
        return;
      case 'TITLE':
        this.#named.title ??= textOf(rest);
        return;
      case 'PERFORMER':
        this.#named.performer ??= textOf(rest);
        return;
      case 'SONGWRITER':
        if (this.#track !== null) this.#track.composer ??= textOf(rest);
        return;
      case 'ISRC':
        if (this.#track !== null) this.#track.isrc ??= textOf(rest);
        return;
      case 'REM':
        this.#remark(rest);
    }
  }

  sheet(): CueSheet {
    const { title, performer, gainDb } = this.#album;
    const disc = Number(/^\d{1,3}/.exec(this.#remarks.get('DISCNUMBER') ?? '')?.[0] ?? Number.NaN);
    return {
      ...{ title, performer, gainDb },
      genre: this.#remarks.get('GENRE') ?? null,
      date: this.#remarks.get('DATE') ?? null,
      disc: Number.isNaN(disc) ? null : disc,
      files: this.#files
        .map(({ name, tracks }) => ({ name, tracks: inOrder(tracks) }))
        .filter(({ tracks }) => tracks.length > 0),
    };
  }

  /** What a line before the first track says, it says of all of them. */
  get #named(): Draft {
    return this.#track ?? this.#album;
  }

  #beginTrack(rest: string): void {
    const [, number = '', kind = ''] = /^(\d{1,3})\s*(\S*)/.exec(rest) ?? [];
    this.#tracks += 1;
    const isAudio = this.#tracks <= MOST_TRACKS && /^(AUDIO|CDG|)$/i.test(kind);
    this.#track = {
      ...{ number: Number(number), isAudio, title: null, performer: null },
      ...{ composer: null, isrc: null, gainDb: null },
    };
  }

  /** The track begins in the file that is named before its first index; its gap belongs to the one before. */
  #placeTrack(rest: string): void {
    const track = this.#track;
    const beginMs = indexOf(rest);
    if (track === null || beginMs === null || !track.isAudio) return;
    // Sheets within files need not name one.
    if (this.#files.length === 0) this.#files.push({ name: '', tracks: [] });
    this.#files.at(-1)?.tracks.push({ ...track, beginMs });
    // What comes after the index is said of the track, too.
    const placed = this.#files.at(-1)?.tracks.at(-1);
    if (placed !== undefined) this.#track = placed;
  }

  #remark(rest: string): void {
    const [, key = '', value = ''] = /^(\w+)\s+(.*)$/su.exec(rest) ?? [];
    const name = key.toUpperCase();
    const text = textOf(value);
    if (text === null) return;
    if (name === 'REPLAYGAIN_TRACK_GAIN' && this.#track !== null) this.#track.gainDb = gainOf(text);
    else if (name === 'COMPOSER' && this.#track !== null) this.#track.composer ??= text;
    else if (name === 'REPLAYGAIN_ALBUM_GAIN') this.#album.gainDb = gainOf(text);
    else if (!this.#remarks.has(name)) this.#remarks.set(name, text);
  }
}

/** "03:20:40": minutes, seconds and frames of the first index, in milliseconds; null for others. */
function indexOf(text: string): number | null {
  const parts = /^0*1\s+(\d{1,5}):(\d{1,2})(?:[:.](\d{1,2}))?/.exec(text);
  if (parts === null) return null;
  const [minutes, seconds, frames] = parts.slice(1).map((part = '0') => Number(part));
  const whole = (minutes ?? 0) * 60 + (seconds ?? 0);
  return Math.round((whole + (frames ?? 0) / FRAMES_PER_SECOND) * 1_000);
}

/** Within the outermost quotes, since nothing tells one in a name from the last one. */
function unquoted(text: string): string {
  return /^"(.*)"/s.exec(text)?.[1] ?? text.replace(/^"/, '');
}

function textOf(text: string): string | null {
  return cleanText(unquoted(text)) || null;
}

/** With its kind behind it: `"album.wav" WAVE`, `album.wav WAVE`. */
function fileName(text: string): string {
  if (text.startsWith('"')) return unquoted(text);
  const kind = /\s(?:WAVE|MP3|AIFF|BINARY|MOTOROLA|FLAC)$/i.exec(text);
  return kind === null ? text : text.slice(0, kind.index).trimEnd();
}

/** Each beginning once; numbers that are none, or come twice, are counted anew. */
function inOrder(tracks: readonly (TrackDraft & { readonly beginMs: number })[]): CueTrack[] {
  const sorted = tracks.toSorted((a, b) => a.beginMs - b.beginMs);
  const apart = sorted.filter(({ beginMs }, index) => beginMs !== sorted[index - 1]?.beginMs);
  const numbers = new Set(apart.map(({ number }) => number));
  const areNumbered = numbers.size === apart.length && !numbers.has(0);
  return apart.map(({ isAudio: _, number, ...track }, index) => ({
    ...track,
    number: areNumbered ? number : index + 1,
  }));
}
