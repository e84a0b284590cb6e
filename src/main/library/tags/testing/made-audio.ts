/** The beginnings of files in formats that few programs make, which is as far as TagLib reads them. */

/** Monkey's Audio 3.99 (https://www.monkeysaudio.com/developers.html): a descriptor, a header, and no frames. */
export function apeOf(): Buffer {
  const file = Buffer.alloc(4_096, 0x5a);
  file.fill(0, 0, 76);
  file.write('MAC ', 0, 'latin1');
  file.writeUInt16LE(3_990, 4);
  file.writeUInt32LE(52, 8);
  file.writeUInt32LE(24, 12);
  // The header: a level of compression, samples a frame, of the last one, frames, bits, channels, rate.
  file.writeUInt16LE(2_000, 52);
  file.writeUInt32LE(73_728, 56);
  file.writeUInt32LE(44_100, 60);
  file.writeUInt32LE(1, 64);
  file.writeUInt16LE(16, 68);
  file.writeUInt16LE(2, 70);
  file.writeUInt32LE(44_100, 72);
  return file;
}

/** Musepack of stream version 7 (https://trac.musepack.net/musepack/wiki/SV7Specification). */
export function musepackOf(): Buffer {
  const file = Buffer.alloc(4_096, 0x5a);
  file.fill(0, 0, 32);
  file.write('MP+', 0, 'latin1');
  file.writeUInt8(7, 3);
  file.writeUInt32LE(40, 4);
  return file;
}
