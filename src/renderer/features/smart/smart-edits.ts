/** What a person does to smart playlists: done at once, told in a toast that undoes it. */
import type { SmartPlaylist } from '../../../shared/api/smart-playlists.ts';
import type { SmartRules } from '../../../shared/rules/smart-rules.ts';
import { t } from '../../../shared/words/words.ts';
import { toast } from '../../elements/toast/toast.ts';
import { api } from '../../host/api-client.ts';
import { makeEdit } from '../../host/edits.ts';
import type { TrackOrder } from '../../library/track-pages.ts';
import { idsByBatches } from '../../library/track-pages.ts';
import { tellEdits, tellFailure } from '../undo/tell-edits.ts';
import type { Edit } from '../undo/undo-stack.ts';

/** @throws FermataError as the host does */
export async function createSmartPlaylist(name: string, rules: SmartRules): Promise<SmartPlaylist> {
  const made = makeEdit(api.createSmartPlaylist, { name, rules }, () =>
    t('smart.created', { name }),
  );
  const { answer } = await made;
  await tellOne(made);
  return answer;
}

/** @throws FermataError as the host does: `CONFLICT` for rules that lead back to themselves */
export async function changeSmartPlaylist(
  { id, createdAt }: SmartPlaylist,
  name: string,
  rules: SmartRules,
): Promise<void> {
  const made = makeEdit(api.changeSmartPlaylist, { id, createdAt, name, rules }, () =>
    t('smart.changed', { name }),
  );
  await made;
  await tellOne(made);
}

export async function deleteSmartPlaylist({ id, createdAt, name }: SmartPlaylist): Promise<void> {
  await tellOne(
    makeEdit(api.deleteSmartPlaylist, { id, createdAt }, () => t('smart.deleted', { name })),
  );
}

export async function restoreSmartPlaylist({ id, createdAt, name }: SmartPlaylist): Promise<void> {
  await tellOne(
    makeEdit(api.restoreSmartPlaylist, { id, createdAt }, () => t('smart.broughtBack', { name })),
  );
}

/** As many tracks as one playlist is made of at once. */
const MOST_KEPT = 100_000;

/**
 * Makes a playlist of the tracks that a smart one has now, in their order: it can be exported, and edited by hand.
 *
 * @returns its id; null where that failed, which has been told
 */
export async function keepTracks(
  { id, name }: SmartPlaylist,
  order: TrackOrder,
  total: number,
): Promise<number | null> {
  if (total > MOST_KEPT) {
    toast({ text: t('smart.tooMany') });
    return null;
  }
  try {
    const list = { kind: 'smart', id } as const;
    const trackIds = await idsByBatches({ list, text: '', ...order }, 0, total - 1);
    const made = makeEdit(api.createPlaylist, { name, trackIds }, () =>
      t('playlists.createdWith', { name, count: trackIds.length }),
    );
    const { answer } = await made;
    await tellOne(made);
    return answer.id;
  } catch (error) {
    tellFailure(error);
    return null;
  }
}

function tellOne(made: Promise<{ readonly edit: Edit | null }>): Promise<void> {
  return tellEdits(made.then(({ edit }) => (edit === null ? [] : [edit])));
}
