/** What `--help` and the manual say, in the language of this process: whole texts, without values. */
import type { Language } from '../language.ts';
import { spokenLanguage } from '../words.ts';
import { de } from './help-de.ts';
import { type CommandName, en, type Help } from './help-en.ts';

export type { CommandName } from './help-en.ts';

const HELP: Readonly<Record<Language, Help>> = { en, de };

/** All of it. */
export function help(): Help {
  return HELP[spokenLanguage()];
}

export function isCommandName(name: string): name is CommandName {
  return Object.hasOwn(en.commands, name);
}
