/** `fermata scan`: the audio files of folders are read into the library. */
import { statSync } from 'node:fs';
import { dirname, relative, resolve, sep } from 'node:path';
import type { ScanProblem } from '../../shared/api/library.ts';
import { LEFT_OUT, type LeftOut, type ScanState } from '../../shared/api/scan.ts';
import { FermataError } from '../../shared/errors.ts';
import { type CliKey, t } from '../../shared/words/cli/cli-words.ts';
import { tellKept } from '../../shared/words/kept-words.ts';
import { words } from '../../shared/words/words.ts';
import type { Library } from '../library/library.ts';
import type { CommandLineOf } from './command-line.ts';
import { printable } from './formats.ts';
import { quote } from './named-library.ts';
import { withPreparedLibrary } from './prepared-library.ts';
import type { CommandContext, CommandOutcome } from './report.ts';

/** How many of the files that could not be read are listed for people; `--json` has them all. */
const LISTED_PROBLEMS = 20;

/** @throws FermataError `USAGE` if a folder is missing: the library has not been touched then */
export async function scan(
  { options, folders, acceptsMissing, readsAll }: CommandLineOf<'scan'>,
  context: CommandContext,
): Promise<CommandOutcome> {
  const paths = folders.map((folder) => resolve(folder));
  for (const path of paths) requireFolder(path);
  return withPreparedLibrary(options, context, async ({ library, libraryFile }) => {
    const scanned = paths.length > 0 ? paths : await knownFolders(library);
    const request = { folders: scanned, acceptsMissing, readsAll };
    const { fields, ...outcome } = await scanFolders(library, request, context);
    return { fields: { libraryFile, ...fields }, ...outcome };
  });
}

/** Scans folders of an open library, and says what was found. */
export async function scanFolders(
  library: Library,
  { folders, ...request }: Pick<CommandLineOf<'scan'>, 'folders' | 'acceptsMissing' | 'readsAll'>,
  { report, signal }: CommandContext,
): Promise<CommandOutcome> {
  report.event({ event: 'phase', phase: 'scan' });
  const found = await library.scan(folders, {
    signal,
    ...request,
    onState: ({ done, found: total }) =>
      report.event({ event: 'progress', phase: 'scan', done, total, unit: 'files' }),
  });
  const problems = (await library.calls.scanProblems({})).filter(({ path }) =>
    isUnder(found.folders, path),
  );
  const { state: _state, error: _error, isQuiet: _isQuiet, ...counts } = found;
  return {
    fields: { ...counts, problems },
    text: describe(found, problems),
    failure: found.state === 'cancelled' ? cancelled() : null,
  };
}

/**
 * The folders that were scanned before, those that are there now if any are.
 *
 * @throws FermataError `USAGE` where there are none
 */
async function knownFolders(library: Library): Promise<readonly string[]> {
  const folders = await library.calls.folders({});
  const present = folders.filter(({ state }) => state === 'there');
  const [scanned, ...more] = (present.length > 0 ? present : folders).map(({ path }) => path);
  if (scanned !== undefined) return [scanned, ...more];
  throw new FermataError('USAGE', words('cliErrors.noFoldersYet'), {
    advice: words('cliErrors.nameAFolder'),
  });
}

function requireFolder(path: string): void {
  const found = statSync(path, { throwIfNoEntry: false });
  if (found?.isDirectory() === true) return;
  if (found !== undefined) {
    throw new FermataError('USAGE', words('cliErrors.notAFolder', { path }), {
      advice: words('cliErrors.scanItsFolder', { folder: quote(dirname(path)) }),
    });
  }
  throw new FermataError('USAGE', words('cliErrors.noFolder', { path }), {
    advice: words('cliErrors.checkNameOrDisk'),
  });
}

function isUnder(folders: readonly string[], path: string): boolean {
  return folders.some((folder) => {
    const inside = relative(folder, path);
    return inside !== '..' && !inside.startsWith(`..${sep}`);
  });
}

function cancelled(): FermataError {
  return new FermataError('INTERRUPTED', words('cliErrors.scanStopped'), {
    libraryState: words('cliErrors.readIsKept'),
    advice: words('cliErrors.scanAgain'),
  });
}

const LEFT_OUT_WORDS = {
  hidden: 'cli.leftOutHidden',
  system: 'cli.leftOutSystem',
  marked: 'cli.leftOutMarked',
  format: 'cli.leftOutFormat',
} as const satisfies Record<LeftOut, CliKey>;

function describeLeftOut({ leftOut }: ScanState): string[] {
  const parts = LEFT_OUT.filter((reason) => leftOut[reason] > 0).map((reason) =>
    t(LEFT_OUT_WORDS[reason], { count: leftOut[reason] }),
  );
  return parts.length === 0 ? [] : [t('cli.leftOut', { parts: parts.join(', ') })];
}

function describe(found: ScanState, problems: readonly ScanProblem[]): string {
  const { done, added, moved, changed, unchanged, missing, failed, notThere } = found;
  const parts = [
    t('cli.added', { count: added }),
    t('cli.changed', { count: changed }),
    t('cli.unchanged', { count: unchanged }),
  ];
  if (moved > 0) parts.push(t('cli.movedTracks', { count: moved }));
  if (failed > 0) parts.push(t('cli.notReadable', { count: failed }));
  if (missing > 0) parts.push(t('cli.missing', { count: missing }));
  const summary = [
    t('cli.scanned', { count: done, parts: parts.join(', ') }),
    ...describeLeftOut(found),
    ...(notThere > 0 ? [t('cli.notThere', { count: notThere })] : []),
  ];
  if (problems.length === 0) return summary.join('\n');
  const listed = problems
    .slice(0, LISTED_PROBLEMS)
    .map(
      ({ path, reason }) => `  ${printable(path)}: ${printable(tellKept(reason, 'scanReasons'))}`,
    );
  const more = problems.length - listed.length;
  return [
    ...summary,
    t('cli.notReadableFiles'),
    ...listed,
    ...(more > 0 ? [`  ${t('cli.moreProblems', { count: more })}`] : []),
  ].join('\n');
}
