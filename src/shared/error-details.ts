/** An error as text to send to somebody who can help: what *Copy Details* copies. */
import type { ErrorReport } from './errors.ts';

/** @param about where it happened: the app's version, the runtime's, the system's; one a line */
export function describeInDetail(error: ErrorReport, about: readonly string[]): string {
  const causes = error.causes.map((cause) => `  caused by: ${cause}`);
  return [
    `${error.code}: ${error.message}`,
    error.libraryState,
    error.advice,
    ...causes,
    '',
    ...about,
  ].join('\n');
}
