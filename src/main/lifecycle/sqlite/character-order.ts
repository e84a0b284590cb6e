/**
 * The order of Chinese characters by how they are read or written, which only a table knows: that of the Intl
 * API. It may move rare characters from one version to the next; keys are made anew often enough for that.
 */

const FIRST = 0x4e00;
const LAST = 0x9fff;

const orders = new Map<string, ReadonlyMap<string, string>>();

/** For each character the one whose code is its place. Made once, in about a tenth of a second. */
export function characterOrder(order: 'pinyin' | 'stroke'): ReadonlyMap<string, string> {
  const before = orders.get(order);
  if (before !== undefined) return before;
  const { compare } = new Intl.Collator(`zh-u-co-${order}`);
  const characters = Array.from({ length: LAST - FIRST + 1 }, (_, index) =>
    String.fromCharCode(FIRST + index),
  );
  const sorted = characters.toSorted(compare);
  const made = new Map(
    sorted.map((character, place) => [character, String.fromCharCode(FIRST + place)]),
  );
  orders.set(order, made);
  return made;
}
