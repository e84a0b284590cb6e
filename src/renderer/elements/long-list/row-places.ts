/** Where the rows of a list lie, some of which have a head above them: all rows are of one height, all heads too. */

export interface RowPlaces {
  /** Of all rows and heads. */
  readonly height: number;
  /** Where a row begins, below its head. */
  readonly topOf: (index: number) => number;
  /** The row at a place; of a head, the row below it. */
  readonly indexAt: (y: number) => number;
}

interface RowPlacesOptions {
  readonly total: number;
  readonly rowHeight: number;
  /** The rows that have a head, rising. */
  readonly heads: readonly number[];
  readonly headHeight: number;
}

export function rowPlaces({ total, rowHeight, heads, headHeight }: RowPlacesOptions): RowPlaces {
  return {
    height: total * rowHeight + heads.length * headHeight,
    topOf: (index) => {
      const above = heads.filter((head) => head <= index).length;
      return index * rowHeight + above * headHeight;
    },
    indexAt: (y) => {
      let above = 0;
      let least = 0;
      for (const head of heads) {
        if (y < head * rowHeight + above) break;
        above += headHeight;
        least = head;
      }
      return Math.max(least, Math.floor((y - above) / rowHeight));
    },
  };
}
