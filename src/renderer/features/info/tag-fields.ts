/** The fields of tags that are edited: what files have in them now, and what a person writes instead. */
import { EDITED_TAGS, type EditedTag, type NewTags, type Tags } from '../../../shared/tags.ts';

/** What is written into a field: a line, a list with one name on each line, or a text of several lines. */
export type FieldKind = 'line' | 'list' | 'text';

const KINDS: Readonly<Record<EditedTag, FieldKind>> = {
  TITLE: 'line',
  ARTIST: 'list',
  ALBUM: 'line',
  ALBUMARTIST: 'list',
  TRACKNUMBER: 'line',
  DISCNUMBER: 'line',
  DATE: 'line',
  GENRE: 'list',
  COMPOSER: 'list',
  COMMENT: 'text',
};

export function kindOf(name: EditedTag): FieldKind {
  return KINDS[name];
}

/** What the tags of some tracks are. */
export interface TaggedTrack {
  readonly id: number;
  readonly path: string;
  readonly tags: Tags;
}

/** What a person has written, by field; what has not been touched is not in it. */
export type Written = Readonly<Partial<Record<EditedTag, string>>>;

/** What a field shows of one or many tracks: their common text, or how many different ones there are. */
export interface Common {
  readonly text: string;
  readonly differing: number;
}

/** The fields that are shown: lists know no comments, which only a file has. */
export function fieldsFor(tracks: readonly TaggedTrack[]): readonly EditedTag[] {
  return tracks.length === 1 ? EDITED_TAGS : EDITED_TAGS.filter((name) => name !== 'COMMENT');
}

export function commonOf(tracks: readonly TaggedTrack[], name: EditedTag): Common {
  const texts = new Set(tracks.map(({ tags }) => textOf(tags[name])));
  return texts.size === 1
    ? { text: [...texts][0] ?? '', differing: 0 }
    : { text: '', differing: texts.size };
}

/** The values of a tag as they stand in its field. */
function textOf(values: readonly string[] = []): string {
  return values.join('\n');
}

/** The tags that were written, none for fields that say what the tracks have anyway. */
export function newTagsOf(tracks: readonly TaggedTrack[], written: Written): NewTags {
  const tags: NewTags = {};
  for (const name of EDITED_TAGS) {
    const text = written[name];
    if (text === undefined) continue;
    const values = valuesOf(name, text);
    if (tracks.some((track) => textOf(track.tags[name]) !== textOf(values))) tags[name] = values;
  }
  return tags;
}

function valuesOf(name: EditedTag, text: string): string[] {
  const values = kindOf(name) === 'list' ? text.split('\n') : [text];
  return values.map((value) => value.trim()).filter((value) => value !== '');
}

/** What changes in one track. */
export interface TrackChanges {
  readonly id: number;
  readonly path: string;
  readonly changes: readonly {
    readonly name: string;
    readonly before: readonly string[];
    readonly after: readonly string[];
  }[];
}

/** The tracks in which something changes. */
export function changesOf(tracks: readonly TaggedTrack[], tags: NewTags): TrackChanges[] {
  return tracks.flatMap(({ id, path, tags: present }) => {
    const changes = Object.entries(tags)
      .map(([name, after]) => ({ name, before: present[name] ?? [], after }))
      .filter(({ before, after }) => textOf(before) !== textOf(after));
    return changes.length === 0 ? [] : [{ id, path, changes }];
  });
}
