/** What a person does to folders and missing tracks: done at once, told in a toast that undoes it. */
import type { Removal, RemovalRef } from '../../../shared/api/folders.ts';
import { shownPath } from '../../../shared/shown-path.ts';
import { t } from '../../../shared/words/words.ts';
import { api } from '../../host/api-client.ts';
import { makeEdit } from '../../host/edits.ts';
import { inBatches, tellEdits } from '../undo/tell-edits.ts';
import type { Edit } from '../undo/undo-stack.ts';

export async function removeFolder(path: string): Promise<void> {
  const label = () => t('folders.removedFolder', { name: path });
  await tellOne(makeEdit(api.removeFolder, { path }, label));
}

/** @param below only the missing tracks below a folder; null for all */
export async function removeMissing(below: string | null): Promise<void> {
  await tellOne(makeEdit(api.removeMissing, { below }, labelOf));
}

export async function removeTracks(ids: readonly number[]): Promise<void> {
  await tellEdits(
    inBatches(
      ids,
      async (batch) => (await makeEdit(api.removeTracks, { ids: batch }, labelOf)).edit,
    ),
    { text: labelOf({ tracks: ids.length }) },
  );
}

export async function restoreRemoval(removal: RemovalRef, name: string): Promise<void> {
  const { id, removedAt } = removal;
  const label = () => t('folders.broughtBack', { name });
  await tellOne(makeEdit(api.restoreRemoval, { id, removedAt }, label));
}

/** @throws FermataError as the host does */
export async function relocate(from: string, to: string): Promise<void> {
  const { edit } = await makeEdit(api.relocate, { from, to }, ({ moved }) =>
    t('folders.relocated', { count: moved, folder: to }),
  );
  await tellEdits(Promise.resolve(edit === null ? [] : [edit]));
}

/** "Blue Train and 11 others", or the folder. */
export function nameOfRemoval({ folder, title, tracks }: Removal): string {
  if (folder !== null) return shownPath(folder);
  const name = title ?? '';
  return tracks <= 1 ? name : t('folders.severalTracks', { title: name, count: tracks - 1 });
}

function labelOf({ tracks }: { readonly tracks: number }): string {
  return t('folders.removedTracks', { count: tracks });
}

async function tellOne(made: Promise<{ readonly edit: Edit | null }>): Promise<void> {
  await tellEdits(made.then(({ edit }) => (edit === null ? [] : [edit])));
}
