/**
 * Makes small pictures of large ones. The work is done in threads of libvips, never in one that asks for it;
 * JPEG is decoded at a fraction of its size, and the others a strip at a time.
 */
import type { Sharp, SharpOptions } from 'sharp';

type Scale = (bytes: Uint8Array, options: SharpOptions) => Sharp;

/** Of a picture that is decoded a strip at a time: a bomb has more, or takes longer. */
const MOST_PIXELS = 100_000_000;

/**
 * Of one that has to be decoded whole, with up to six bytes for each pixel: interlaced, progressive, and of all other
 * formats. A cover that was scanned with 1200 dots an inch has 32 million.
 */
const MOST_PIXELS_AT_ONCE = 32_000_000;

/** A picture that takes longer has been made to, in seconds. */
const MOST_SECONDS = 20;

/** Of what libvips reads, what covers are: each other reader is one more that a bad file can reach. */
const READERS = ['Jpeg', 'Png', 'Webp', 'Nsgif', 'Heif'];

let loading: Promise<Scale | null> | undefined;

/** A picture that no page is to be given: to show it, a browser would take hundreds of megabytes. */
export const TOO_LARGE = 'too large';

/**
 * A picture in WebP whose longer side has at most so many pixels; a smaller one keeps its size.
 *
 * @returns null where the bytes are no picture that can be scaled, or there is no sharp for this machine
 */
export async function scalePicture(
  bytes: Uint8Array,
  size: number,
): Promise<Uint8Array<ArrayBuffer> | typeof TOO_LARGE | null> {
  loading ??= load();
  const scale = await loading;
  if (scale === null) return null;
  try {
    if (await isTooLarge(scale, bytes)) return TOO_LARGE;
    const small = await scale(bytes, { limitInputPixels: MOST_PIXELS, failOn: 'error' })
      .timeout({ seconds: MOST_SECONDS })
      .autoOrient()
      .resize({ width: size, height: size, fit: 'inside', withoutEnlargement: true })
      .webp({ quality: 82 })
      .toBuffer();
    return new Uint8Array(small);
  } catch {
    // A browser may still show what libvips does not read.
    return null;
  }
}

/** By its head alone. */
async function isTooLarge(scale: Scale, bytes: Uint8Array): Promise<boolean> {
  const { width, height, format, isProgressive } = await scale(bytes, {
    limitInputPixels: false,
  }).metadata();
  const isInStrips = isProgressive !== true && (format === 'jpeg' || format === 'png');
  return width * height > (isInStrips ? MOST_PIXELS : MOST_PIXELS_AT_ONCE);
}

/** Loaded with the first picture that is shown: a start costs nothing. */
async function load(): Promise<Scale | null> {
  try {
    const { default: sharp } = await import('sharp');
    sharp.cache(false);
    sharp.concurrency(1);
    sharp.block({ operation: ['VipsForeignLoad'] });
    sharp.unblock({ operation: READERS.map((name) => `VipsForeignLoad${name}`) });
    return sharp;
  } catch {
    // No binary for this machine: pictures are shown in the size that they have.
    return null;
  }
}
