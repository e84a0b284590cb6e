/**
 * What a call is. Each is written once, as `read` or `write` in a contract (a file of this folder),
 * and has one handler. Its route, its client, the name under which pages keep its answer, which other
 * answers it makes old, and how it is undone are derived from that.
 */
import type { z } from 'zod';

/** What the library consists of, as far as answers become old by a change of it. */
export const SUBJECTS = [
  /** Which tracks there are, and what their tags say. */
  'tracks',
  'plays',
  'ratings',
  'favourites',
  'playlists',
  /** The folders that were scanned, and what could not be read in them. */
  'folders',
  'backups',
  'health',
  'lifecycle',
  /** Which browsers are let in. */
  'sessions',
] as const;
export type Subject = (typeof SUBJECTS)[number];

/** `PUT /api/tracks/:id/rating`: what stands behind a colon is a field of the input. */
export type Route = `${'GET' | 'POST' | 'PUT' | 'DELETE'} /api/${string}`;

/** A call that takes back what another one did. */
export interface Inverse {
  readonly call: string;
  readonly input: unknown;
}

interface CallOf<Input extends z.ZodType, Answer extends z.ZodType> {
  /** Null for a call that no page may make: it stays inside the main process. */
  readonly route: Route | null;
  /** An object: the fields of the route come from the path, the others from query or body. */
  readonly input: Input;
  /** Null, where it allows that, means that there is no such thing: 404 for a page. */
  readonly answer: Answer;
}

/** A call that changes nothing. */
export interface Read<Input extends z.ZodType = z.ZodType, Answer extends z.ZodType = z.ZodType>
  extends CallOf<Input, Answer> {
  readonly kind: 'read';
  /** A change of one of these makes its answer old. */
  readonly reads: readonly Subject[] | ((input: z.output<Input>) => readonly Subject[]);
}

/** A call that changes something: all of it, or nothing. */
export interface Write<Input extends z.ZodType = z.ZodType, Answer extends z.ZodType = z.ZodType>
  extends CallOf<Input, Answer> {
  readonly kind: 'write';
  /** What it changes: the answers that read one of these are old then. */
  readonly changes:
    | readonly Subject[]
    | ((input: z.output<Input>, answer: z.output<Answer>) => readonly Subject[]);
  /**
   * How long it waits for another process that writes, in milliseconds; 5 seconds where it does not
   * say. A short wait is for what is tried again, so that other edits do not wait behind it.
   */
  readonly waitMs?: number;
  /** Whether no scan may run beside it, which would write what it has read before: one is interrupted for it. */
  readonly whileNoScan?: true;
  /** The tracks whose rows it changes: those rows are read again, and not the lists that show them. */
  readonly tracks?: (input: z.output<Input>, answer: z.output<Answer>) => readonly number[];
  /** The call that takes it back; null where it changed nothing. */
  readonly inverse?: (input: z.output<Input>, answer: z.output<Answer>) => Inverse | null;
}

export type Call = Read | Write;
export type Contract = Readonly<Record<string, Call>>;

/** Defines a call that changes nothing. */
export function read<Input extends z.ZodType, Answer extends z.ZodType>(
  call: Omit<Read<Input, Answer>, 'kind'>,
): Read<Input, Answer> {
  return { kind: 'read', ...call };
}

/** Defines a call that changes something. */
export function write<Input extends z.ZodType, Answer extends z.ZodType>(
  call: Omit<Write<Input, Answer>, 'kind'>,
): Write<Input, Answer> {
  return { kind: 'write', ...call };
}

/** What a caller passes: defaults may be left out. */
type In<C extends Call> = z.input<C['input']>;
/** What a handler gets. */
export type Out<C extends Call> = z.output<C['input']>;
/** What a handler answers. */
export type AnswerIn<C extends Call> = z.input<C['answer']>;
/** What a caller gets. */
type AnswerOut<C extends Call> = z.output<C['answer']>;

/** A call as a function, whatever lies between it and its handler. */
export interface ClientCall<Input, Answer> {
  (input: Input, signal?: AbortSignal): Promise<Answer>;
  /** Its name in the contract. */
  readonly callName: string;
}

/** The calls of a contract as functions. */
export type Client<Api extends Contract> = {
  readonly [Name in keyof Api]: ClientCall<In<Api[Name]>, AnswerOut<Api[Name]>>;
};
