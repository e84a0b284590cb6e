/** Commands to go on with, that mean the same library as the one that was given. */
import type { CommonOptions } from './command-line.ts';

/** The options that name the places of a library, as they were given, to follow a command. */
export function sameLibrary({ library, backups, migrations, lockDir }: CommonOptions): string {
  const named = [
    ['--library', library],
    ['--backups', backups],
    ['--migrations', migrations],
    ['--lock-dir', lockDir],
  ] as const;
  return named
    .flatMap(([option, value]) => (value === undefined ? [] : [` ${option} ${quote(value)}`]))
    .join('');
}

/** An argument as a shell reads it back. */
export function quote(argument: string): string {
  return /^[\w./:@%+,-]+$/.test(argument) ? argument : `'${argument.replaceAll("'", "'\\''")}'`;
}
