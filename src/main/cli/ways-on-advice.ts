/** What to do about a library that its backup keeps from being upgraded. */
import { FermataError } from '../../shared/errors.ts';
import { formatBytes } from '../../shared/formats.ts';
import type { RoomMaker } from '../../shared/ways-on.ts';
import { knownWords } from '../../shared/words/sent-words.ts';
import { type Words, words } from '../../shared/words/words.ts';
import { findWaysOn } from '../lifecycle/backups/ways-on.ts';
import type { LifecycleOptions } from '../lifecycle/thread/options.ts';

const OF_BACKUPS = new Set(['BACKUP_FAILED', 'NO_SPACE', 'NO_PERMISSION', 'STORAGE_FAILED']);

/** How many things that could go are named. */
const NAMED = 3;

/** The same error; where it is the backup that cannot be made, with all ways on. */
export async function withWaysOn(
  error: FermataError,
  lifecycle: LifecycleOptions,
): Promise<FermataError> {
  if (!OF_BACKUPS.has(error.code)) return error;
  // What cannot be looked at now offers nothing more.
  const ways = await findWaysOn(lifecycle).catch(() => null);
  if (ways === null) return error;
  const own = knownWords(error.words.advice) ?? error.advice;
  const folder = words('waysOn.cliFolder', { advice: own });
  const space = withSpace(folder, ways.roomMakers);
  return new FermataError(error.code, error.sentence, {
    advice: ways.canGoWithout ? words('waysOn.cliWithout', { advice: space }) : space,
    libraryState: knownWords(error.words.libraryState) ?? error.libraryState,
    cause: error.cause,
  });
}

function withSpace(advice: Words, all: readonly RoomMaker[]): Words {
  if (all.length === 0) return advice;
  const things = all
    .slice(0, NAMED)
    .map(({ name, bytes }) => words('waysOn.cliThing', { name, size: formatBytes(bytes) }));
  return words('waysOn.cliSpace', { advice, things });
}
