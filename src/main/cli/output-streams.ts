/** Standard output and error may lead nowhere: a pipe that `head` has closed, a closed terminal. */
import { EXIT_STATUS, systemCode } from '../../shared/errors.ts';

const NOBODY_READS = new Set(['EPIPE', 'EIO']);

/**
 * Lets a command finish its work when its output is not read any more. Output that is lost for
 * another reason (a full disk under a redirected file) is a failure, whatever the command did.
 */
export function surviveClosedOutput(): void {
  process.stdout.on('error', (error) => {
    if (NOBODY_READS.has(systemCode(error) ?? '')) return;
    process.stderr.write(`The result could not be written: ${error.message}\n`);
    process.exitCode = EXIT_STATUS.INTERNAL;
  });
  // There is nowhere left to tell of it.
  process.stderr.on('error', () => {});
}
