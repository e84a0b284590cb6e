/** `fermata doctor`: checks everything that matters when something seems wrong. */
import { type ErrorCode, FermataError } from '../../shared/errors.ts';
import type { Finding } from '../../shared/health.ts';
import { t } from '../../shared/words/cli/cli-words.ts';
import { knownWords, tellSent } from '../../shared/words/sent-words.ts';
import { words } from '../../shared/words/words.ts';
import { APP_VERSION } from '../app-version.ts';
import { runChecks } from '../library/health/checks/run-checks.ts';
import { readHealth } from '../library/health/read-health.ts';
import { libraryPlaces } from '../library-places.ts';
import { findWideFiles, narrow } from '../lifecycle/files/wide-access.ts';
import type { CommandLineOf } from './command-line.ts';
import { describeHealth } from './doctor-facts.ts';
import type { CommandContext, CommandOutcome } from './report.ts';
import type { Meaning, Paint } from './screen.ts';
import { formatFacts } from './tables.ts';

const MEANINGS = {
  ok: 'good',
  warning: 'warning',
  problem: 'bad',
} as const satisfies Record<Finding['verdict'], Meaning>;

/** Problems from the worst down; others are as bad as each other. */
const WORST_FIRST: readonly ErrorCode[] = [
  'INTERNAL',
  'STORAGE_FAILED',
  'LIBRARY_DAMAGED',
  'NOT_A_LIBRARY',
  'LIBRARY_TOO_NEW',
  'MIGRATION_SET_INVALID',
  'NO_PERMISSION',
  'NO_SPACE',
  'BACKUP_INVALID',
];

export async function doctor(
  { options, makesPrivate }: CommandLineOf<'doctor'>,
  { report, signal, screen: { paint } }: CommandContext,
): Promise<CommandOutcome> {
  const places = libraryPlaces(options);
  const madePrivate = makesPrivate ? findWideFiles(places) : [];
  narrow(madePrivate);
  report.aside(t('doctor.checking'));
  const checks = await runChecks(places, {
    depth: 'quick',
    isOpen: false,
    signal,
    onEvent: () => {},
  });
  // What keeps it from being read is among the findings.
  const health = await readHealth(places, { isOpen: false, failure: null }).catch(() => null);
  const facts = health === null ? [] : describeHealth(health);
  return {
    fields: {
      appVersion: APP_VERSION,
      libraryFile: places.libraryFile,
      checks,
      health,
      ...(makesPrivate && { madePrivate: madePrivate.map(({ path }) => path) }),
    },
    text: formatFacts([
      ...checks.map((finding) => toLine(finding, paint)),
      ...facts.map((fact) => ['', ...fact] as const),
    ]),
    failure: worstProblem(checks),
  };
}

function toLine(
  { check, verdict, message, advice, words: sent }: Finding,
  paint: Paint,
): readonly [string, string, string] {
  return [
    paint(MEANINGS[verdict], t(`doctor.${verdict}`)),
    tellSent(check, sent?.check),
    [
      tellSent(message, sent?.message),
      ...(advice === null ? [] : [tellSent(advice, sent?.advice)]),
    ].join('\n'),
  ];
}

/** The exit status is that of the worst problem; the message counts them. */
function worstProblem(checks: readonly Finding[]): FermataError | null {
  const problems = checks.filter(({ verdict }) => verdict === 'problem');
  const worst =
    WORST_FIRST.map((code) => problems.find((problem) => problem.code === code)).find(
      (problem) => problem !== undefined,
    ) ?? problems[0];
  if (worst?.code === undefined || worst.code === null) return null;
  const { message, words: sent } = worst;
  return new FermataError(
    worst.code,
    problems.length === 1
      ? (knownWords(sent?.message) ?? message)
      : words('cliErrors.problems', {
          count: problems.length,
          worst: knownWords(sent?.message) ?? message,
        }),
    { advice: knownWords(sent?.advice) ?? worst.advice ?? '' },
  );
}
