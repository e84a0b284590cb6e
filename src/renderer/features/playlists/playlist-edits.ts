/** What a person does to playlists: done at once, told in a toast that undoes it. */
import type { Playlist } from '../../../shared/api/playlists.ts';
import { t } from '../../../shared/words/words.ts';
import { toast } from '../../elements/toast/toast.ts';
import { api } from '../../host/api-client.ts';
import { makeEdit } from '../../host/edits.ts';
import { inBatches, tellEdits, tellFailure } from '../undo/tell-edits.ts';
import type { Edit } from '../undo/undo-stack.ts';

/** Which playlist, with its name for what is told. */
export type NamedPlaylist = Pick<Playlist, 'id' | 'name' | 'createdAt'>;

/**
 * Makes a playlist, of tracks in their order if some are given.
 *
 * @param taken the names that playlists have: the new one gets a name of its own
 * @returns the playlist; null where that failed, which has been told
 */
export async function createPlaylist(
  taken: readonly string[],
  trackIds: readonly number[] = [],
): Promise<Playlist | null> {
  try {
    const { answer: playlist, edit } = await makeEdit(
      api.createPlaylist,
      { name: freeName(taken), trackIds: [] },
      ({ name }) => t('playlists.created', { name }),
    );
    const additions = inBatches(trackIds, async (batch) => {
      return (await addBatch(playlist, batch, 'add')).edit;
    });
    const all = additions.then((added) => (edit === null ? added : [...added, edit]));
    const { name } = playlist;
    await tellEdits(all, {
      text:
        trackIds.length === 0
          ? t('playlists.created', { name })
          : t('playlists.createdWith', { name, count: trackIds.length }),
    });
    return playlist;
  } catch (error) {
    tellFailure(error);
    return null;
  }
}

export async function renamePlaylist(playlist: NamedPlaylist, name: string): Promise<void> {
  if (name.trim() === playlist.name) return;
  const { id, createdAt, name: before } = playlist;
  await tellOne(
    makeEdit(api.renamePlaylist, { id, createdAt, name, from: before }, () =>
      t('playlists.renamed', { before, name: name.trim() }),
    ),
  );
}

export async function deletePlaylist({ id, createdAt, name }: NamedPlaylist): Promise<void> {
  await tellOne(
    makeEdit(api.deletePlaylist, { id, createdAt }, () => t('playlists.deleted', { name })),
  );
}

export async function restorePlaylist({ id, createdAt, name }: NamedPlaylist): Promise<void> {
  await tellOne(
    makeEdit(api.restorePlaylist, { id, createdAt }, () => t('playlists.broughtBack', { name })),
  );
}

/**
 * Adds tracks to a playlist. Those that stand in it already are left out, which is told: adding them
 * once more is one step away.
 *
 * @param position before which entry, from 0; at the end by default
 */
export async function addToPlaylist(
  playlist: NamedPlaylist,
  trackIds: readonly number[],
  position?: number,
): Promise<void> {
  let count = 0;
  const made = inBatches(trackIds, async (batch) => {
    const at = position === undefined ? undefined : position + count;
    const { answer, edit } = await addBatch(playlist, batch, 'skip', at);
    count += answer.entryIds.length;
    return edit;
  });
  const { name } = playlist;
  try {
    await made;
    const already = new Set(trackIds).size - count;
    if (count === 0) {
      toast({
        text: t('playlists.allThere', { name, count: trackIds.length }),
        key: 'undo',
        action: {
          label: t('playlists.addAgain'),
          run: () => void addAgain(playlist, trackIds, position),
        },
      });
    } else if (already > 0) {
      await tellEdits(made, { text: t('playlists.addedSome', { name, count, already }) });
    } else {
      await tellEdits(made, { text: t('playlists.added', { name, count }) });
    }
  } catch (error) {
    tellFailure(error);
  }
}

/** Moves entries of a playlist before another one, or to its end. */
export async function moveInPlaylist(
  { id, createdAt, name }: NamedPlaylist,
  entryIds: readonly number[],
  before: number | null,
): Promise<void> {
  await tellOne(
    makeEdit(api.moveInPlaylist, { id, createdAt, entryIds: [...entryIds], before }, () =>
      t('playlists.moved', { name, count: entryIds.length }),
    ),
  );
}

export async function removeFromPlaylist(
  { id, createdAt, name }: NamedPlaylist,
  entryIds: readonly number[],
): Promise<void> {
  await tellOne(
    makeEdit(api.removeFromPlaylist, { id, createdAt, entryIds: [...entryIds] }, ({ removed }) =>
      t('playlists.removed', { name, count: removed.length }),
    ),
  );
}

async function addAgain(
  playlist: NamedPlaylist,
  trackIds: readonly number[],
  position: number | undefined,
): Promise<void> {
  const { name } = playlist;
  await tellEdits(
    inBatches(trackIds, async (batch) => (await addBatch(playlist, batch, 'add', position)).edit),
    { text: t('playlists.added', { name, count: trackIds.length }) },
  );
}

function addBatch(
  { id, createdAt, name }: NamedPlaylist,
  trackIds: number[],
  duplicates: 'add' | 'skip',
  position?: number,
) {
  return makeEdit(
    api.addToPlaylist,
    { id, createdAt, trackIds, duplicates, ...(position !== undefined && { position }) },
    ({ entryIds }) => t('playlists.added', { name, count: entryIds.length }),
  );
}

function tellOne(made: Promise<{ readonly edit: Edit | null }>): Promise<void> {
  return tellEdits(made.then(({ edit }) => (edit === null ? [] : [edit])));
}

/** "New Playlist", or with the first number that is free. */
function freeName(taken: readonly string[]): string {
  const names = new Set(taken);
  let name = t('playlists.new');
  for (let number = 2; names.has(name); number += 1) name = t('playlists.newNumbered', { number });
  return name;
}
