/** Zeiträume in den Regeln intelligenter Playlists. */
import type { smartUnits as en } from '../en/smart-units.ts';

export const smartUnits = {
  'smartUnits.hours': 'Stunden',
  'smartUnits.days': 'Tagen',
  'smartUnits.weeks': 'Wochen',
  'smartUnits.months': 'Monaten',
  'smartUnits.years': 'Jahren',
} satisfies Record<keyof typeof en, string>;
