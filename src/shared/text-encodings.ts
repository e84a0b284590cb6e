/**
 * The encodings that texts in tags may be in without saying so. Their names are those of the Encoding Standard
 * (https://encoding.spec.whatwg.org/#names-and-labels), which the platform decodes.
 */
import { z } from 'zod';

/** In the order in which they are offered: by how many people write with them. */
export const TEXT_ENCODINGS = [
  'windows-1252',
  'shift_jis',
  'gbk',
  'big5',
  'euc-kr',
  'windows-1251',
  'koi8-r',
  'ibm866',
  'windows-1250',
  'iso-8859-2',
  'windows-1253',
  'windows-1254',
  'windows-1255',
  'windows-1256',
  'windows-1257',
  'windows-1258',
  'windows-874',
  'euc-jp',
  'koi8-u',
  'iso-8859-5',
  'macintosh',
  'x-mac-cyrillic',
  'utf-8',
] as const;

export const TextEncodingSchema = z.enum(TEXT_ENCODINGS);
export type TextEncoding = z.infer<typeof TextEncodingSchema>;
