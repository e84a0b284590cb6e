/** For `--json`: one JSON object a line on standard output, the last one the result. */
import type { Writable } from 'node:stream';
import { cleanJson } from '../../shared/clean-text.ts';
import { reportError } from '../../shared/errors.ts';
import type { Report } from './report.ts';
import { createRowOutput } from './row-output.ts';

export function createJsonReport(stdout: Writable): Report {
  const print = (line: object) => stdout.write(`${cleanJson(line)}\n`);
  const row = createRowOutput(stdout);
  return {
    isForPrograms: true,
    event: print,
    row: async (fields) => fields === null || row(cleanJson(fields)),
    aside: () => {},
    outcome: ({ fields, failure }) =>
      print(
        failure === null
          ? { event: 'result', ok: true, ...fields }
          : { event: 'result', ok: false, ...reportError(failure), ...fields },
      ),
  };
}
