/** The view that was open last, and what was searched for in it, to which the next start of this window or browser returns. */
import { z } from 'zod';

const KEY = 'last-place';

/** A view's path, and the text of its search; anything else opens the first view. */
const PlaceSchema = z
  .string()
  .regex(/^\/[\w/.~%-]{0,2000}(\?q=[\w.~%*+-]{1,4000})?$/)
  .catch('/songs');

/** Goes to it before the router looks at the address, unless the address names a view. */
export function returnToLastPlace(): void {
  if (location.hash.length > 2) return;
  history.replaceState(null, '', `#${PlaceSchema.parse(localStorage.getItem(KEY))}`);
}

/** @param text what is searched for; empty for nothing */
export function rememberPlace(path: string, text: string): void {
  const search = text === '' ? '' : `?${new URLSearchParams({ q: text })}`;
  localStorage.setItem(KEY, `${path}${search}`);
}
