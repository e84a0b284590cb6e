/**
 * The names of the values that an ICU message needs, read from its text by the compiler, so that a
 * call with a wrong or missing value does not compile. A branch of a plural or a select may hold
 * simple placeholders, but no further plural.
 */
import type { en } from './en/index.ts';

/** What a message can be given: text as it is, numbers to be counted or formatted, messages, lists of them. */
export type MessageValue = string | number | Words | readonly Words[];

/** A message that is not rendered yet: it crosses processes, and each renders its own language. */
export interface Words {
  readonly key: keyof typeof en;
  readonly values: Readonly<Record<string, MessageValue>>;
}

/** The values of a message: none for one without placeholders. */
type ValuesOf<Message extends string> = string extends Message
  ? Readonly<Record<string, MessageValue>>
  : { readonly [Name in NamesIn<Message>]: MessageValue };

/** What follows a message's key in a call: nothing where the message has no placeholders. */
export type ValuesArgument<Message extends string> = keyof ValuesOf<Message> extends never
  ? []
  : [values: ValuesOf<Message>];

type NamesIn<
  Text extends string,
  Found extends string = never,
> = Text extends `${string}{${infer Rest}`
  ? Rest extends `${infer Argument}}${infer After}`
    ? Argument extends `${infer Name}, ${string}{${string}`
      ? Rest extends `${Name}, ${infer Branches}`
        ? NamesInBranches<Branches, Found | Name>
        : Found
      : Argument extends `${infer Name}, ${string}`
        ? NamesIn<After, Found | Name>
        : NamesIn<After, Found | Argument>
    : Found
  : Found;

/** Text is what follows `{count, plural, `: branches, then the brace that ends the argument. */
type NamesInBranches<
  Text extends string,
  Found extends string,
> = Text extends `${infer Before}}${infer After}`
  ? Before extends `${string}{${string}`
    ? Text extends `${string}{${infer Branch}`
      ? NamesInBranch<Branch, Found>
      : Found
    : NamesIn<After, Found>
  : Found;

type NamesInBranch<
  Text extends string,
  Found extends string,
> = Text extends `${infer Before}}${infer After}`
  ? Before extends `${string}{${infer Name}`
    ? NamesInBranch<After, Found | Name>
    : NamesInBranches<After, Found>
  : Found;
