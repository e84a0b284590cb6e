/** Conditions on tracks, with the values that they name. */

export interface Condition {
  readonly sql: string;
  readonly values: Readonly<Record<string, string | number>>;
}

export const ANY_TRACK: Condition = { sql: 'true', values: {} };

/** All of some conditions. */
export function allOf(...conditions: readonly Condition[]): Condition {
  return {
    sql: conditions.map(({ sql }) => `(${sql})`).join(' AND '),
    values: Object.assign({}, ...conditions.map(({ values }) => values)),
  };
}

/**
 * Values of a statement, each of which gets a name.
 *
 * @param prefix of the names, which differ from those of other conditions in the statement
 */
export function namedValues(prefix: string) {
  const values: Record<string, string | number> = {};
  const name = (value: string | number): string => {
    const named = `${prefix}${Object.keys(values).length}`;
    values[named] = value;
    return `:${named}`;
  };
  return { values, name };
}
