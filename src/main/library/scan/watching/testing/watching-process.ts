/**
 * A process that watches the music folders of a library, for tests of what the system does not let it watch.
 * It prints each notice, and how it watches whenever that is another way, as JSON; it ends with its input.
 */
import { openLibrary } from '../../../library.ts';
import { LibraryWatch } from '../library-watch.ts';

const [file = '', version = ''] = process.argv.slice(2);
const library = await openLibrary(file, Number(version));
const watch = new LibraryWatch({
  library,
  onNotice: (notice) => print({ notice }),
  timing: { first: 0, rest: 50, look: 50, poll: 200 },
});
let last = '';
const looking = setInterval(() => {
  const states = JSON.stringify(watch.states);
  if (states === last) return;
  last = states;
  print({ states: watch.states });
}, 20);
print({ isOpen: true });
process.stdin.resume().once('end', () => {
  clearInterval(looking);
  watch.stop();
  void library.close();
});

function print(line: object): void {
  process.stdout.write(`${JSON.stringify(line)}\n`);
}
