/**
 * For people: progress, advice and errors on standard error; the result alone on standard output.
 */
import { cleanPainted } from '../../shared/clean-text.ts';
import { type FermataError, isLibraryAtRisk, sentencesOf } from '../../shared/errors.ts';
import { narrate } from './narration.ts';
import type { ProgressDisplay } from './progress-bar.ts';
import type { Report } from './report.ts';
import { createRowOutput } from './row-output.ts';
import { type Paint, screenOf } from './screen.ts';
import type { Output } from './streams.ts';

export function createTextReport(
  stdout: Output,
  stderr: Output,
  progress: ProgressDisplay,
): Report {
  const { paint } = screenOf(stderr);
  const say = (sentence: string) => {
    progress.stop();
    stderr.write(`${cleanPainted(sentence)}\n`);
  };
  const row = createRowOutput(stdout);
  let lastSaid: string | null = null;
  return {
    isForPrograms: false,
    event: (event) => {
      if (event.event === 'progress') {
        progress.show(event);
        return;
      }
      const sentence = narrate(event);
      const isWarning = event.event === 'waiting' || event.event === 'notice';
      // A held lock is reported again and again while it is waited for: once is enough to read.
      if (sentence === null || sentence === lastSaid) return;
      say(isWarning ? paint('warning', sentence) : sentence);
      lastSaid = sentence;
    },
    row: (_, text) => {
      progress.stop();
      return row(cleanPainted(text));
    },
    aside: say,
    outcome: ({ text, failure }) => {
      progress.stop();
      if (text !== '') stdout.write(`${cleanPainted(text)}\n`);
      if (failure !== null) say(describeFailure(failure, paint));
    },
  };
}

function describeFailure(failure: FermataError, paint: Paint): string {
  const { message, libraryState, advice } = sentencesOf(failure);
  const state = isLibraryAtRisk(failure.code) ? [libraryState] : [];
  return [paint('bad', message), ...state, advice].join('\n');
}
