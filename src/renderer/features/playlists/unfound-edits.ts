/** What a person does to the entries of a playlist whose tracks were not found: told in a toast that undoes it. */
import { t } from '../../../shared/words/words.ts';
import { toast } from '../../elements/toast/toast.ts';
import { api } from '../../host/api-client.ts';
import { makeEdit } from '../../host/edits.ts';
import { tellEdits, tellFailure } from '../undo/tell-edits.ts';
import type { NamedPlaylist } from './playlist-edits.ts';

/** Puts a track into an entry's place. */
export function locateEntry(
  { id, createdAt, name }: NamedPlaylist,
  entryId: number,
  track: { readonly id: number; readonly title: string },
): Promise<void> {
  return settle(
    { id, createdAt },
    { entryId, trackId: track.id },
    t('unfound.located', { title: track.title, name }),
  );
}

/** Gives an entry up. */
export function giveUpEntry(
  { id, createdAt, name }: NamedPlaylist,
  entryId: number,
): Promise<void> {
  return settle({ id, createdAt }, { entryId, trackId: null }, t('unfound.givenUp', { name }));
}

/** Looks for the tracks of all entries again. */
export async function findEntries({ id, createdAt, name }: NamedPlaylist): Promise<void> {
  try {
    const { edit } = await makeEdit(api.findEntries, { id, createdAt }, ({ settled }) =>
      t('unfound.found', { name, count: settled.length }),
    );
    if (edit === null) toast({ text: t('unfound.noneFound'), key: 'undo' });
    else await tellEdits(Promise.resolve([edit]));
  } catch (error) {
    tellFailure(error);
  }
}

async function settle(
  ref: { readonly id: number; readonly createdAt: string },
  settled: { readonly entryId: number; readonly trackId: number | null },
  label: string,
): Promise<void> {
  await tellEdits(
    makeEdit(api.settleEntries, { ...ref, settled: [settled] }, () => label).then(({ edit }) =>
      edit === null ? [] : [edit],
    ),
  );
}
