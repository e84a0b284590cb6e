/**
 * A call as an HTTP request, and back: both sides derive it from the call's route and input. What the
 * path names is a part of it; the rest is the query of a GET or DELETE, and else the JSON body.
 */
import { z } from 'zod';
import type { Call, Route } from './define.ts';
import { parseInput } from './parse-input.ts';

/** A request as far as it depends on the call. */
export interface CallRequest {
  readonly method: string;
  /** With its query, if it has one. */
  readonly path: string;
  /** JSON; null where the method has none. */
  readonly body: string | null;
}

/** The parts of a request that an input is put together from. */
export interface RequestParts {
  readonly path: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string>>;
  /** Null where the method has none. */
  readonly body: unknown;
}

/** The method and the path of a route. */
export function splitRoute(route: Route): { readonly method: string; readonly path: string } {
  const space = route.indexOf(' ');
  return { method: route.slice(0, space), path: route.slice(space + 1) };
}

/** Whether calls with this method carry their input in a body. */
export function hasBody(method: string): boolean {
  return method === 'POST' || method === 'PUT';
}

/**
 * The request that makes a call.
 *
 * @throws ZodError if the input does not fit
 * @throws TypeError for a call without a route
 */
export function toRequest(call: Call, input: unknown): CallRequest {
  if (call.route === null) throw new TypeError('No page may make this call.');
  const { method, path: pattern } = splitRoute(call.route);
  const fields = new Map(Object.entries(FieldsSchema.parse(call.input.parse(input))));
  const path = pattern.replace(/:(\w+)/g, (_, name: string) => {
    const value = fields.get(name);
    fields.delete(name);
    return encodeURIComponent(asText(value));
  });
  if (hasBody(method)) return { method, path, body: JSON.stringify(Object.fromEntries(fields)) };
  const query = new URLSearchParams();
  for (const [name, value] of fields) if (value !== undefined) query.set(name, asText(value));
  const search = query.toString();
  return { method, path: search === '' ? path : `${path}?${search}`, body: null };
}

/**
 * The input that a request carries, parsed.
 *
 * @throws FermataError `USAGE` if it does not fit
 */
export function readInput<C extends Call>(
  call: C,
  { path, query, body }: RequestParts,
): z.output<C['input']> {
  const given = { ...asTexts(call, query), ...asFields(body), ...asTexts(call, path) };
  return parseInput<C['input']>(call.input, given);
}

const FieldsSchema = z.record(z.string(), z.unknown());

function asFields(body: unknown): Record<string, unknown> {
  return body === null || body === undefined ? {} : parseInput(FieldsSchema, body);
}

/** A text stands for itself, everything else as JSON. */
function asText(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** Undoes {@link asText}: where the schema of the field does not take the text, it is JSON. */
function asTexts(call: Call, texts: Readonly<Record<string, string>>): Record<string, unknown> {
  const schemas = call.input instanceof z.ZodObject ? call.input.shape : {};
  const entries = Object.entries(texts).map(([name, text]) => {
    const schema: unknown = schemas[name];
    const isText = schema instanceof z.ZodType && schema.safeParse(text).success;
    return [name, isText ? text : fromJson(text)];
  });
  return Object.fromEntries(entries);
}

/** What is no JSON is left to the schema, which says what does not fit. */
function fromJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
