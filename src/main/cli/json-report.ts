/** For `--json`: one JSON object a line on standard output, the last one the result. */
import type { Writable } from 'node:stream';
import { reportError } from '../../shared/errors.ts';
import type { Report } from './report.ts';

export function createJsonReport(stdout: Writable): Report {
  const print = (line: object) => stdout.write(`${JSON.stringify(line)}\n`);
  return {
    event: print,
    aside: () => {},
    outcome: ({ fields, failure }) =>
      print(
        failure === null
          ? { event: 'result', ok: true, ...fields }
          : { event: 'result', ok: false, ...reportError(failure), ...fields },
      ),
  };
}
