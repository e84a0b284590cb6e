/** What an address says beside the view: the text that is searched for, and the dialog over the view. */
import { z } from 'zod';

const DIALOGS = [
  'folder',
  'problems',
  'backups',
  'health',
  'about',
  'commands',
  'shortcuts',
  'export',
  'unfound',
  'rules',
  'new-rules',
] as const;
export type DialogName = (typeof DIALOGS)[number];

/** The longest text that the API takes. */
export const MAX_SEARCH_LENGTH = 500;

/** A person may type an address: what cannot be understood of it is left out. */
export const AddressSchema = z.object({
  q: z.string().max(MAX_SEARCH_LENGTH).optional().catch(undefined),
  dialog: z.enum(DIALOGS).optional().catch(undefined),
});

/** Every value is text, as it stands there: "q=1999" is no number. */
export function parseSearch(search: string): Record<string, string> {
  return Object.fromEntries(new URLSearchParams(search));
}

export function stringifySearch(search: Record<string, unknown>): string {
  const parts = Object.entries(search).flatMap(([name, value]) =>
    value === undefined || value === '' ? [] : [[name, String(value)]],
  );
  return parts.length === 0 ? '' : `?${new URLSearchParams(parts)}`;
}
