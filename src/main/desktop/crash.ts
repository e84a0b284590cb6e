/** Failures that nobody expected: told and logged, never swallowed. */
import { app, dialog } from 'electron';
import { EXIT_STATUS } from '../../shared/errors.ts';
import { logError, logsFolder } from './log.ts';

/** Ends the app on an exception that nothing caught: what it goes on with could be wrong. */
export function endOnUnexpected(): void {
  process.on('uncaughtException', end);
  process.on('unhandledRejection', end);
}

function end(thrown: unknown): void {
  logError('Unexpected', thrown);
  const reason = thrown instanceof Error ? thrown.message : String(thrown);
  dialog.showErrorBox(
    'Fermata has to close',
    `Something unexpected went wrong: ${reason}\n\nNothing that was saved is lost. The details are in the log: ${logsFolder()}`,
  );
  app.exit(EXIT_STATUS.INTERNAL);
}
