/** Einheiten, die Wörter sind. */
import type { formats as en } from '../en/formats.ts';

export const formats = {
  'formats.bytes': '{count, plural, one {# Byte} other {# Byte}}',
  'formats.days': '{count, plural, one {# Tag} other {# Tage}}',
  'formats.progress': '{done} von {total}',
} satisfies Record<keyof typeof en, string>;
