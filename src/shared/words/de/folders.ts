/** Die Musikordner, und die Titel, deren Dateien fehlen. */
import type { folders as en } from '../en/folders.ts';

export const folders = {
  'folders.missingOn': '{count, number} auf {disk}',
  'folders.missingIn': '{count, number} in {folder}',
  'folders.missingElsewhere': 'weitere anderswo',
} satisfies Record<keyof typeof en, string>;
