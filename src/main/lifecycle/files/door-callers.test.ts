/**
 * Files are opened by the door (door.ts), or for a reason that stands here. A new module that opens, copies
 * or writes files by itself fails this test: it goes through the door, or says why not.
 */
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const SOURCES = join(import.meta.dirname, '..', '..', '..', '..', 'src', 'main');

const OPENING =
  /\b(readFile|readFileSync|createReadStream|createWriteStream|open|openSync|openAsBlob|appendFile|appendFileSync|copyFile|copyFileSync|writeFile|writeFileSync)\b/;

const IMPORTS = /import \{([^}]*)\} from 'node:fs(?:\/promises)?'/g;

/** Why a module opens files itself. */
const REASONS: Readonly<Record<string, string>> = {
  // What the app ships with, or the system says.
  'desktop/updates/installation.ts': 'a file of the installed app',
  'desktop/updates/kept-file.ts': 'a file of the installed app',
  'library/scan/reading/taglib.ts': 'a file of the app',
  'library/tags/tag-editor.ts': 'a file of the app',
  'desktop/start/forbidden-switches.ts': 'a file of the app',
  'lifecycle/migrations/migration-set.ts': 'files of the app, or code that a developer names',
  'pages.ts': 'files of the app',
  'lifecycle/files/missing-disk.ts': 'tables of the system',
  'lifecycle/files/open-files.ts': 'tables of the system',
  'lifecycle/files/storage-errors.ts': 'the null device',
  'lifecycle/lock/lock-holder.ts': 'the number of the boot, from the system',
  // The door's own flags, with the look at the descriptor that each makes in any case.
  'library/file-watch.ts': 'READ_NO_LINK',
  'library/scan/reading/source-file.ts': 'READ_NO_WAIT',
  'lifecycle/jobs/read-ahead.ts': 'READ_NO_WAIT',
  'lifecycle/jobs/recognise-library.ts': 'READ_NO_WAIT',
  'lifecycle/sqlite/database-header.ts': 'READ_NO_WAIT',
  'lifecycle/jobs/same-content.ts': 'READ_NO_LINK for the backup; else a copy that was just made',
  'library/playback/track-file.ts': 'the door of tracks, which says more of what it refuses',
  // What is made, by a name that nothing has (wx), or written into only while it is that.
  'library/playlists/writing/write-whole.ts': 'a new file, by wx',
  'library/artworks/thumbnails.ts': 'a new file, by wx',
  'library/tags/replace-file.ts': 'READ_NO_LINK, and a new file, by wx',
  'lifecycle/files/access.ts': 'a new file, by wx',
  'lifecycle/files/durable-files.ts':
    'folders to be flushed, and what was made here (WRITE_NO_LINK)',
  'lifecycle/files/file-copy.ts': 'what was made here (WRITE_NO_LINK)',
  'lifecycle/lock/library-history.ts': 'appends, to what it looks at before and after the opening',
  'lifecycle/lock/one-name.ts': 'appends, to what it looks at before the opening',
  'lifecycle/backups/second-copy.ts':
    'a backup of the catalog, which has looked at it, into a new file by wx',
  // In a folder that was just made, or into a new file that was.
  'lifecycle/files/log-aside.ts': 'into the quarantine, after makeFile',
  'lifecycle/restore/quarantine.ts': 'into the quarantine, after makeFile',
  'lifecycle/jobs/check-after-crash.ts': 'COPYFILE_EXCL',
  'lifecycle/jobs/damaged-library.ts': 'COPYFILE_EXCL, and the copy that it made',
  'lifecycle/jobs/lost-schema.ts': 'the copy that damaged-library.ts made',
  'lifecycle/sqlite/private-copy.ts': 'ordinary files, into a temporary folder of its own',
  // A person has chosen the place in a dialog.
  'library/health/health-service.ts': 'where a person saves a report',
  'lifecycle/files/door.ts': 'the door',
};

/** The modules that take from `node:fs` what opens files. */
function callers(): string[] {
  return globSync('**/*.ts', { cwd: SOURCES })
    .map((file) => file.replaceAll('\\', '/'))
    .filter((file) => !/\.test\.ts$|(^|\/)testing(\/|\.ts$)/.test(file))
    .filter((file) =>
      [...readFileSync(join(SOURCES, file), 'utf8').matchAll(IMPORTS)].some(([, names = '']) =>
        OPENING.test(names),
      ),
    )
    .sort();
}

test('each module that opens files goes through the door, or says why not', () => {
  expect(callers()).toEqual(Object.keys(REASONS).sort());
});
