/** Pictures told by their bytes: what tags and names say of them is wrong often enough. */

/** https://mimesniff.spec.whatwg.org/#image-type-pattern-matching-algorithm, and AVIF's own brand. */
const TYPES: readonly (readonly [type: string, ...parts: (readonly [at: number, is: string])[]])[] =
  [
    ['image/jpeg', [0, '\xff\xd8\xff']],
    ['image/png', [0, '\x89PNG\r\n\x1a\n']],
    ['image/webp', [0, 'RIFF'], [8, 'WEBP']],
    ['image/gif', [0, 'GIF8']],
    // Two letters are not much: the size of the header that follows is one of few.
    ['image/bmp', [0, 'BM'], [14, '\x28\0\0\0']],
    ['image/avif', [4, 'ftypavif']],
  ];

/** As many as tell one from another. */
export const PICTURE_SIGNATURE_BYTES = 18;

/** The media type of a picture, or null where the bytes are none that browsers show. */
export function pictureType(bytes: Uint8Array): string | null {
  const head = Buffer.from(bytes.subarray(0, PICTURE_SIGNATURE_BYTES)).toString('latin1');
  const found = TYPES.find(([, ...parts]) => parts.every(([at, is]) => head.startsWith(is, at)));
  return found?.[0] ?? null;
}
