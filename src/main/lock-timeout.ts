/** How long a person who names it wants to wait for another process, as the hosts' options give it. */
import { z } from 'zod';

/** A day: a lock that nobody lets go of for longer is not worth waiting for. */
const LONGEST_SECONDS = 86_400;

/** The text of `--lock-timeout`, in seconds. */
export const LockTimeoutSchema = z
  .string()
  .regex(/^\d+(\.\d+)?$/, 'needs a number of seconds, 0 or more')
  .transform(Number)
  .refine((seconds) => seconds <= LONGEST_SECONDS, `can be ${LONGEST_SECONDS} seconds at most`);
