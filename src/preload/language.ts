/** The language that the main process speaks, from the arguments that it starts a page with. */
import { LANGUAGE_ARGUMENT } from '../shared/ipc-channels.ts';

export const language =
  process.argv
    .find((argument) => argument.startsWith(LANGUAGE_ARGUMENT))
    ?.slice(LANGUAGE_ARGUMENT.length) ?? '';
