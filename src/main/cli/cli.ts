/** The process of the command line: its streams, its signals, and unexpected errors. */
import { inspect } from 'node:util';
import { cleanText } from '../../shared/clean-text.ts';
import { EXIT_STATUS } from '../../shared/errors.ts';
import { chooseLanguage, languagesOfEnvironment } from '../../shared/words/language.ts';
import { speak } from '../../shared/words/words.ts';
import { sortByLanguage } from '../library/sort-preference.ts';
import { surviveClosedOutput } from './output-streams.ts';
import { run } from './run.ts';
import { stopsOnSignals } from './signals.ts';

/** How long undoing may take after something unexpected, in milliseconds. */
const UNDO_GRACE_MS = 3_000;

const crash = new AbortController();
const crashCut = new AbortController();
let isOver = false;

surviveClosedOutput();
process.on('uncaughtException', endOnUnexpected);
const signals = stopsOnSignals();
await speak(chooseLanguage(languagesOfEnvironment(process.env)));
sortByLanguage(languagesOfEnvironment(process.env, 'LC_COLLATE'));
const status = await run(process.argv.slice(2), process, {
  stop: AbortSignal.any([signals.stop, crash.signal]),
  cutShort: AbortSignal.any([signals.cutShort, crashCut.signal]),
});
isOver = true;
// Output that was lost has made it a failure already.
if (status !== 0) process.exitCode = status;
if (crash.signal.aborted) process.exit();

/** Prints an unexpected error at once, and has what is not finished undone before the process ends. */
function endOnUnexpected(error: unknown): void {
  process.stderr.write(`Unexpected: ${cleanText(inspect(error))}\n`);
  if (isOver) process.exit(EXIT_STATUS.INTERNAL);
  if (crash.signal.aborted) return;
  crash.abort(error);
  setTimeout(() => {
    crashCut.abort(error);
    process.exit(EXIT_STATUS.INTERNAL);
  }, UNDO_GRACE_MS);
}
