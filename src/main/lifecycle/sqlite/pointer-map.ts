/**
 * The pages that a database with `auto_vacuum` needs to move its other pages: they belong to no table
 * (https://www.sqlite.org/fileformat2.html#pointer_map_or_ptrmap_pages).
 */

/** Each entry tells what uses one page, in bytes. */
const ENTRY_BYTES = 5;

/** How much of each page a database may leave to an extension, in bytes. */
const MOST_RESERVED_BYTES = 255;

/**
 * How many of a database's pages are pointer maps: the fewest and the most. How much of its pages is
 * reserved for extensions cannot be asked through SQLite, and decides it in large databases.
 */
export function pointerMapPages(pages: number, pageBytes: number): [number, number] {
  return [mapPages(pages, pageBytes), mapPages(pages, pageBytes - MOST_RESERVED_BYTES)];
}

/** The first map is the second page, and each is followed by the pages that it is about. */
function mapPages(pages: number, usableBytes: number): number {
  const aboutEach = Math.floor(usableBytes / ENTRY_BYTES);
  return Math.max(0, Math.ceil((pages - 1) / (aboutEach + 1)));
}
