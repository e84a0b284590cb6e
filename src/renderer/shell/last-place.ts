/** The view that was open last, to which the next start of this window or browser returns. */
import { z } from 'zod';

const KEY = 'last-place';

/** A view's path; anything else opens the first view. */
const PlaceSchema = z
  .string()
  .regex(/^\/[\w/-]{0,200}$/)
  .catch('/songs');

/** Goes to it before the router looks at the address, unless the address names a view. */
export function returnToLastPlace(): void {
  if (location.hash.length > 2) return;
  history.replaceState(null, '', `#${PlaceSchema.parse(localStorage.getItem(KEY))}`);
}

export function rememberPlace(path: string): void {
  localStorage.setItem(KEY, path);
}
