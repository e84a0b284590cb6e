/** What the file of a playlist is called: its name, as far as Windows, macOS and Linux have such names. */

/** Room for a number and an ending, in the 255 bytes that a name may have. */
const MOST_BYTES = 200;

/** What a name cannot have on one system or another. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
const UNFIT = /[<>:"/\\|?*\0-\x1f\x7f]|\p{Surrogate}/gu;

/** Windows's devices, with any ending. */
const DEVICE = /^(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?:\.|$)/i;

/** The names of files without their endings, each another one, in the order of the playlists. */
export function fileNamesOf(playlists: readonly string[]): string[] {
  const taken = new Set<string>();
  return playlists.map((playlist) => {
    const wanted = fileNameOf(playlist);
    let name = wanted;
    for (let number = 2; taken.has(compared(name)); number += 1) name = `${wanted} (${number})`;
    taken.add(compared(name));
    return name;
  });
}

/** The name of one, without its ending. */
function fileNameOf(playlist: string): string {
  let name = playlist.normalize('NFC').replace(UNFIT, '_').trim();
  // Cut between characters: half of one is no name.
  while (Buffer.byteLength(name) > MOST_BYTES) name = [...name].slice(0, -1).join('');
  // A dot at the beginning hides a file; Windows drops dots and spaces at the end.
  name = name.replace(/^\.+/, '_').replace(/[. ]+$/, '');
  if (name === '') return '_';
  return DEVICE.test(name) ? `_${name}` : name;
}

/** Disks may hold two names for one: macOS and Windows by case, macOS by the spelling of accents. */
function compared(name: string): string {
  return name.normalize('NFD').toLowerCase();
}
