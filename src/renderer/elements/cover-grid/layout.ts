/** How many covers stand beside one another, and how large they are: they fill the width. */

/** What a grid is laid out in, in pixels. */
export interface Room {
  readonly width: number;
  /** What a scrollbar takes beside that: the margin there is as much narrower. */
  readonly gutter: number;
  /** Whether the window has one column. */
  readonly isNarrow: boolean;
}

export interface GridLayout {
  readonly columns: number;
  /** The length of a cover's side. */
  readonly cover: number;
  readonly gap: number;
  /** Before its first cover. */
  readonly inset: number;
  /** From one row to the next. */
  readonly rowHeight: number;
}

/** A title, a second line, and the space to the next row (cover-grid.module.css). */
const WORDS_HEIGHT = 76;
const WIDE = { gap: 22, inset: 28, fewest: 1 };
/** On a narrow window covers stand in pairs at least. */
const NARROW = { gap: 16, inset: 16, fewest: 2 };

/** @param coverSize about how wide a cover is: as near to it as fills the width */
export function layoutOf(room: Room | null, coverSize: number): GridLayout {
  const width = room?.width ?? 0;
  const { gap, inset, fewest } = room?.isNarrow === true ? NARROW : WIDE;
  const behind = Math.max(0, inset - (room?.gutter ?? 0));
  const within = Math.max(0, width - inset - behind);
  const columns = Math.max(fewest, Math.round((within + gap) / (coverSize + gap)));
  const cover = Math.max(1, Math.floor((within - (columns - 1) * gap) / columns));
  return { columns, cover, gap, inset, rowHeight: cover + WORDS_HEIGHT };
}
