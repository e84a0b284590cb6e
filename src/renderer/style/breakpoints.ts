/** The widths of the window at which the layout changes; style sheets repeat them (tokens.css). */

/** One column, with tabs at the bottom. */
export const ONE_COLUMN = '(max-width: 719px)';
