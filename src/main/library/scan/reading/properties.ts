/** What TagLib calls the properties of a file, by the names that its documentation has for them. */
import type { Texts } from './id3-frames.ts';

/** Those that the compiled TagLib renames on the way out (taglib-wasm, src/capi/taglib_shim.cpp). */
const RENAMED: Readonly<Record<string, string>> = {
  ALBUM: 'album',
  ALBUMARTIST: 'albumArtist',
  ALBUMSORT: 'albumSort',
  ARTIST: 'artist',
  ARTISTSORT: 'artistSort',
  BPM: 'bpm',
  COMPOSER: 'composer',
  CONDUCTOR: 'conductor',
  COMPILATION: 'compilation',
  DATE: 'date',
  DISCNUMBER: 'discNumber',
  GENRE: 'genre',
  ISRC: 'isrc',
  MUSICBRAINZ_ALBUMID: 'musicbrainzReleaseId',
  MUSICBRAINZ_ARTISTID: 'musicbrainzArtistId',
  MUSICBRAINZ_RELEASEGROUPID: 'musicbrainzReleaseGroupId',
  MUSICBRAINZ_TRACKID: 'musicbrainzTrackId',
  REPLAYGAIN_ALBUM_GAIN: 'replayGainAlbumGain',
  REPLAYGAIN_TRACK_GAIN: 'replayGainTrackGain',
  TITLE: 'title',
  TITLESORT: 'titleSort',
  TRACKNUMBER: 'track',
};

/** A longer list is cut: a tag may name 400,000 artists. */
const MOST_VALUES = 100;

/** Makes a text fit to be shown; empty where nothing of it could be seen. */
type Clean = (text: string) => string;

export class Properties {
  readonly #properties: Readonly<Record<string, unknown>>;
  readonly #better: Texts;
  readonly #fallback: Texts;
  readonly #clean: Clean;

  /**
   * @param better what is known better than TagLib knows it
   * @param fallback what is taken where TagLib knows nothing
   * @param clean makes texts fit to be shown
   */
  constructor(
    properties: Readonly<Record<string, unknown>>,
    better: Texts,
    fallback: Texts,
    clean: Clean,
  ) {
    this.#properties = properties;
    this.#better = better;
    this.#fallback = fallback;
    this.#clean = clean;
  }

  /** All values of the first of these properties that has any, cleaned, none empty. */
  all(...names: readonly string[]): string[] {
    return this.#cleaned(names, this.#clean);
  }

  /** Texts of several lines: all values of the first of these properties that has any. */
  pages(clean: Clean, ...names: readonly string[]): string[] {
    return this.#cleaned(names, clean);
  }

  /** The first value of all these properties, or nothing at all. */
  first(...names: readonly string[]): string {
    return this.all(...names)[0] ?? '';
  }

  /** All values of these properties, as the tags have them. */
  raw(names: readonly string[]): string[] {
    return names.flatMap((name) => this.#texts(name).slice(0, MOST_VALUES));
  }

  /** Whether it says yes: most formats have no such type, and programs write 1. */
  isSet(name: string): boolean {
    return this.#properties[RENAMED[name] ?? name] === true || this.first(name) === '1';
  }

  #cleaned(names: readonly string[], clean: Clean): string[] {
    for (const name of names) {
      const values: string[] = [];
      for (const written of this.#texts(name)) {
        const text = clean(written);
        if (text !== '') values.push(text);
        if (values.length === MOST_VALUES) break;
      }
      if (values.length > 0) return values;
    }
    return [];
  }

  #texts(name: string): readonly string[] {
    const better = this.#better.get(name);
    if (better !== undefined) return better;
    const value = this.#properties[RENAMED[name] ?? name];
    const values: unknown[] = Array.isArray(value) ? value : [value];
    // -1, say, as an unsigned number.
    const texts = values
      .filter((text) => typeof text === 'string' || (typeof text === 'number' && text < 2 ** 31))
      .map(String)
      .filter((text) => text !== '');
    return texts.length > 0 ? texts : (this.#fallback.get(name) ?? []);
  }
}
