/**
 * For people: progress, advice and errors on standard error; the result alone on standard output.
 */
import type { Writable } from 'node:stream';
import type { FermataError } from '../../shared/errors.ts';
import { narrate } from './narration.ts';
import type { ProgressDisplay } from './progress-bar.ts';
import type { Report } from './report.ts';
import { createRowOutput } from './row-output.ts';

export function createTextReport(
  stdout: Writable,
  stderr: Writable,
  progress: ProgressDisplay,
): Report {
  const say = (sentence: string) => {
    progress.stop();
    stderr.write(`${sentence}\n`);
  };
  const row = createRowOutput(stdout);
  let lastSaid: string | null = null;
  return {
    event: (event) => {
      if (event.event === 'progress') {
        progress.show(event);
        return;
      }
      const sentence = narrate(event);
      // A held lock is reported again and again while it is waited for: once is enough to read.
      if (sentence === null || sentence === lastSaid) return;
      say(sentence);
      lastSaid = sentence;
    },
    row: (_, text) => {
      progress.stop();
      return row(text);
    },
    aside: say,
    outcome: ({ text, failure }) => {
      progress.stop();
      if (text !== '') stdout.write(`${text}\n`);
      if (failure !== null) say(describeFailure(failure));
    },
  };
}

function describeFailure({ message, libraryState, advice }: FermataError): string {
  return `${message}\n${libraryState}\n${advice}`;
}
