/** What menus, keys and the selection bar of a list do with the songs that are selected. */
import type { KeyboardEvent } from 'react';
import type { ListCursor } from '../../elements/long-list/LongList.tsx';
import type { NamedPlaylist } from '../../features/playlists/playlist-edits.ts';

export interface SongActions {
  readonly play: () => void;
  readonly playNext: () => void;
  readonly addToQueue: () => void;
  /** @param rating 1 to 5; null for none */
  readonly rate: (rating: number | null) => void;
  readonly toggleFavourite: () => void;
  readonly addTo: (playlist: NamedPlaylist) => void;
  readonly addToNew: () => void;
  /** Removes them from the playlist, or missing ones from the library; null in other lists. */
  readonly remove: { readonly label: string; readonly run: () => void } | null;
  /** Says where the file of the one missing song is that is selected; null for others. */
  readonly locate: (() => void) | null;
  /** Shows how the letters of their albums can be read. */
  readonly chooseEncoding: () => void;
  /** Lead to the album and the artist of the one song that is selected; null where there is none. */
  readonly openAlbum: (() => void) | null;
  readonly openArtist: (() => void) | null;
  /** Shows what there is to know of them, and edits their tags. */
  readonly showInfo: () => void;
  /** Moves them a row up or down; null where the list has no order of its own. */
  readonly moveBy: ((step: 1 | -1) => void) | null;
}

/** Keys of a list: 0 to 5 rate, L marks as favourite, I shows the info, Alt and an arrow move within a playlist. */
export function actByKey(event: KeyboardEvent, actions: SongActions, cursor: ListCursor): boolean {
  const { key, ctrlKey, metaKey, altKey } = event;
  if (ctrlKey || metaKey) return false;
  if (altKey) {
    const step = { ArrowUp: -1, ArrowDown: 1 } as const;
    if (key !== 'ArrowUp' && key !== 'ArrowDown') return false;
    if (actions.moveBy === null || cursor.active === null) return false;
    actions.moveBy(step[key]);
    cursor.goTo(Math.max(0, cursor.active + step[key]));
    return true;
  }
  if (/^[0-5]$/.test(key)) actions.rate(key === '0' ? null : Number(key));
  else if (key.toLowerCase() === 'l') actions.toggleFavourite();
  else if (key.toLowerCase() === 'i') actions.showInfo();
  else return false;
  return true;
}
