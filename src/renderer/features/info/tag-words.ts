/** What tags are called: in words where a person knows one, or else as files have them. */
import type { EditedTag } from '../../../shared/tags.ts';
import { t } from '../../../shared/words/words.ts';

const LABELS = {
  TITLE: 'info.tagTitle',
  ARTIST: 'info.tagArtist',
  ALBUM: 'info.tagAlbum',
  ALBUMARTIST: 'info.tagAlbumArtist',
  TRACKNUMBER: 'info.tagTrack',
  DISCNUMBER: 'info.tagDisc',
  DATE: 'info.tagDate',
  GENRE: 'info.tagGenre',
  COMPOSER: 'info.tagComposer',
  COMMENT: 'info.tagComment',
} as const satisfies Record<EditedTag, string>;

const labels = new Map<string, (typeof LABELS)[EditedTag]>(Object.entries(LABELS));

export function tagLabel(name: string): string {
  const label = labels.get(name);
  return label === undefined ? name : t(label);
}
