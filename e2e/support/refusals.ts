/** What `fermata prepare` refuses to do: with which error, and without touching the library. */
import { existsSync } from 'node:fs';
import { expect } from 'vitest';
import { type ErrorCode, EXIT_STATUS } from '../../src/shared/errors.ts';
import { digestFolder } from './libraries.ts';
import { type FermataProcess, startFermata } from './processes.ts';
import type { TestLibrary } from './test-library.ts';

export interface Refusal {
  readonly code: ErrorCode;
  /** What the message has in it. */
  readonly message: RegExp | string;
}

/** A test of a table: what is wrong, and what is said of it. */
export interface RefusalCase extends Refusal {
  readonly name: string;
  /** Makes of an old library what the case is about. */
  readonly arrange: (library: TestLibrary) => Promise<unknown>;
}

type StartOptions = Parameters<typeof startFermata>[1];

/** Runs `fermata prepare` on a library, which is to refuse and to leave every byte as it is. */
export async function expectRefusal(
  library: TestLibrary,
  refusal: Refusal,
  options: StartOptions = {},
): Promise<void> {
  const before = await digestWhatIsKept(library);
  await expectFailure(startFermata(['prepare', ...library.args], options), refusal);
  expect(await digestWhatIsKept(library)).toEqual(before);
}

/** Waits for the end of a process that is to fail, and to say so in the words of a person. */
export async function expectFailure(
  process: FermataProcess,
  { code, message }: Refusal,
): Promise<void> {
  const { status, result } = await process.ended;
  expect({ status, result }).toMatchObject({
    status: EXIT_STATUS[code],
    result: {
      ok: false,
      code,
      message:
        typeof message === 'string'
          ? expect.stringContaining(message)
          : expect.stringMatching(message),
      libraryState: expect.stringMatching(/\.$/),
      // A command to copy ends without a full stop.
      advice: expect.stringMatching(/\.$|: fermata \S+ .+$/),
    },
  });
}

/**
 * Every file beside the library, by its bytes, the library included. A backup may have been made
 * before it was known that there would be nothing to do, and the lock leaves an empty file.
 */
async function digestWhatIsKept({ folder }: TestLibrary): Promise<Record<string, string>> {
  if (!existsSync(folder)) return {};
  const digests = Object.entries(await digestFolder(folder));
  return Object.fromEntries(
    digests.filter(([name]) => !name.startsWith('backups') && !name.endsWith('.mutex')),
  );
}
