/** `fermata serve`: Fermata in a browser, of this machine unless told otherwise, until a signal stops it. */

import { t } from '../../shared/words/cli/cli-words.ts';
import { libraryPlaces } from '../library-places.ts';
import { serveLibrary } from '../web/serve-library.ts';
import type { CommandLineOf } from './command-line.ts';
import { lockTimeoutMs } from './preparation.ts';
import type { CommandContext, CommandOutcome } from './report.ts';

/** Serves until it is stopped: that is how it ends well. */
export async function serve(
  { options, host, port, publicUrl }: CommandLineOf<'serve'>,
  { report, signal }: CommandContext,
): Promise<CommandOutcome> {
  const places = libraryPlaces(options);
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
    onListening: (url) => report.event({ event: 'listening', url }),
  });
  return {
    fields: { libraryFile: places.libraryFile },
    text: t('cli.stopped'),
    failure: null,
  };
}
