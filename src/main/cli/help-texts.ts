/** What `--help` says: what each command does, what it reports, and how to use it. */

/** After the lists of options and commands; no line is longer than 80 characters. */
export const PROGRAM_HELP = `
Environment:
  FERMATA_LIBRARY  the library, where --library does not name one

Exit statuses:
    0  done
    2  the command line makes no sense, or names what is not there
   10  another process kept the library for too long
   11  no backup could be made, so nothing was upgraded
   12  a migration failed and was rolled back
   13  the migrations are not sound
   14  the library was made by a newer version of Fermata
   15  the library is damaged
   16  the file is not a Fermata library
   17  there is no room on the disk
   18  there is no permission
   70  something unexpected went wrong
  130  a signal stopped it

Examples:
  fermata scan ~/Music         read a folder into your library
  fermata search miles blue    list the tracks that have both words
  fermata serve                open your library in a browser
  fermata help prepare         say what a command does and takes`;

interface CommandHelp {
  /** In the list of commands. */
  readonly summary: string;
  readonly description: string;
  /** After the options; no line is longer than 80 characters. */
  readonly after: string;
}

export const COMMAND_HELP = {
  prepare: {
    summary: 'create the library, or upgrade it after a verified backup',
    description:
      'Creates the library, or upgrades it to this version of Fermata. An upgrade waits for other processes, makes a backup, checks it, and applies all migrations in one transaction: whatever happens, the library is at its old version or at the new one. Nothing is done to a library that is up to date. Ctrl+C rolls back.',
    after: `
Result (--json):
  libraryFile, fromVersion, toVersion, backup (its path, or null), durationMs,
  migratedBy ("this-process", "another-process" or "none")

Example:
  fermata prepare --library ~/old.db --backups /mnt/disk/backups`,
  },
  status: {
    summary: 'say what state the library is in, and change nothing',
    description:
      'Says whether the library is missing, current, behind, ahead, foreign, damaged or unreadable, its schema version, size and contents, which backups there are, and who is upgrading it. Each of these is an answer, so the exit status is 0. Nothing is changed.',
    after: `
Result (--json):
  libraryFile, state, reason, schemaVersion, latestSchemaVersion, appVersion,
  pending, bytes, counts, backups, lock

Example:
  fermata status --json`,
  },
  scan: {
    summary: 'read the audio files of folders into the library',
    description:
      'Reads the MP3, FLAC, Ogg Vorbis, Opus, M4A and WAV files in folders into the library. Files that have not changed since the last scan are not read again; files that cannot be read are listed with their reason and stop nothing. Ctrl+C stops the scan and keeps what was read.',
    after: `
Result (--json):
  libraryFile, folders, found, done, added, changed, unchanged, missing, failed,
  problems (each with path, reason and seenAt)

Example:
  fermata scan ~/Music /mnt/nas/music`,
  },
  search: {
    summary: 'list the tracks whose title, artist or album have these words',
    description:
      'Lists the tracks that have all of these words in their title, artists or album. The beginning of a word is enough; case and accents do not matter.',
    after: `
Result (--json):
  libraryFile, text, total, tracks

Examples:
  fermata search bjork hunter
  fermata search --limit 500 --json beatles
  fermata search -- --hyphen     words with a hyphen before them come after --`,
  },
  serve: {
    summary: 'show Fermata in a browser on this computer',
    description:
      'Prints an address for one browser on this computer and serves it until Ctrl+C; others cannot connect. If the library is upgraded first, the page shows how that goes.',
    after: `
Event (--json):
  {"event":"listening","url":"http://127.0.0.1:…"} as soon as the address works

Example:
  fermata serve --port 8080`,
  },
  doctor: {
    summary: 'check everything that Fermata needs, and change nothing',
    description:
      'Checks Node and SQLite, the migrations, the library (its pages, references and schema), permissions, free space, the file system, the lock and the backups. Nothing is changed. The exit status is that of the worst problem.',
    after: `
Result (--json):
  appVersion, libraryFile,
  checks (each with check, verdict, message, advice and code)

Example:
  fermata doctor --library /mnt/disk/library.db`,
  },
} as const satisfies Record<string, CommandHelp>;

export type CommandName = keyof typeof COMMAND_HELP;
