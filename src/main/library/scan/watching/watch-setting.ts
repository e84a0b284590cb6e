/** What the library says of watching: whether that is wanted, and of which folders. */
import { z } from 'zod';
import { read } from '../../../../shared/api/define.ts';
import type { watchSettingCalls } from '../../../../shared/api/watching.ts';
import type { Handlers, ReadableDb } from '../../handlers.ts';
import { followLinks, musicFolders } from '../scan-roots.ts';

/** For the main process; no page can call it. */
export const watchedFolderCalls = {
  watchedFolders: read({
    route: null,
    input: z.object({}),
    answer: z.object({ isOn: z.boolean(), folders: z.array(z.string()) }),
    reads: ['folders'],
  }),
};

export const watchHandlers = {
  watchedFolders: async (db) => ({
    isOn: isOn(db),
    folders: (await followLinks(musicFolders(db))).map(({ path }) => path),
  }),
  setWatching: (db, { isOn: wanted }) => {
    const before = isOn(db);
    db.prepare('UPDATE library SET is_watching = ?').run(wanted ? 1 : 0);
    return { before };
  },
} satisfies Handlers<typeof watchedFolderCalls & typeof watchSettingCalls>;

function isOn(db: ReadableDb): boolean {
  return db.prepare('SELECT is_watching FROM library').pluck().get() !== 0;
}
