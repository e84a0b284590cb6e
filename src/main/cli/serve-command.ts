/** `fermata serve`: Fermata in a browser, of this machine unless told otherwise, until a signal stops it. */

import { fstatSync, type Stats } from 'node:fs';
import { notice } from '../../shared/lifecycle-events.ts';
import { t } from '../../shared/words/cli/cli-words.ts';
import { type Words, words } from '../../shared/words/words.ts';
import { libraryPlaces } from '../library-places.ts';
import { serveLibrary } from '../web/serve-library.ts';
import type { CommandLineOf } from './command-line.ts';
import { lockTimeoutMs } from './preparation.ts';
import type { CommandContext, CommandOutcome } from './report.ts';

const STDOUT = 1;
const STDERR = 2;

/** Permission for the group, or for all others, to read a file. */
const READ_BY_OTHERS = 0o044;

/** What to say where the printed link goes to a file: others may read it there before its owner does. */
function linkInFile(descriptor: number): Words | null {
  const output = statsOf(descriptor);
  if (output?.isFile() !== true) return null;
  const isRead = process.platform !== 'win32' && (output.mode & READ_BY_OTHERS) !== 0;
  return words(isRead ? 'notices.linkReadByOthers' : 'notices.linkInFile');
}

/** Null where it is closed. */
function statsOf(descriptor: number): Stats | null {
  try {
    return fstatSync(descriptor);
  } catch {
    return null;
  }
}

/** Serves until it is stopped: that is how it ends well. */
export async function serve(
  { options, host, port, publicUrl }: CommandLineOf<'serve'>,
  { report, signal }: CommandContext,
): Promise<CommandOutcome> {
  const places = libraryPlaces(options);
  const warning = linkInFile(report.isForPrograms ? STDOUT : STDERR);
  if (warning !== null) report.event(notice(warning));
  await serveLibrary({
    places: { ...places, lockTimeoutMs: lockTimeoutMs(options) },
    host,
    port,
    publicUrl,
    signal,
    onEvent: (event) => {
      report.event(event);
      if (event.event === 'ready') report.aside(t('cli.libraryOpen'));
    },
    onListening: (address) => report.event({ event: 'listening', ...address }),
  });
  return {
    fields: { libraryFile: places.libraryFile },
    text: t('cli.stopped'),
    failure: null,
  };
}
