/** What `--help` says: what each command does, what it reports, and how to use it. */

/** After the lists of options and commands; no line is longer than 80 characters. */
const PROGRAM_HELP = `
Environment:
  FERMATA_LIBRARY  the library, where --library does not name one
  NO_COLOR         no colours (FORCE_COLOR: colours in files and pipes, too)

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
   17  there is not enough disk space
   18  there is no permission
   19  a backup is damaged
   20  a backup was not restored, and nothing has changed
   22  the library does not have the track or playlist
   23  several playlists have the name
   24  other work of the same kind is running
   25  the library's file was moved while it was open
   26  the disk, the network share or the system fails
   70  something unexpected went wrong
  130  a signal or your answer stopped it

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

const COMMAND_HELP = {
  prepare: {
    summary: 'create the library, or upgrade it after a verified backup',
    description:
      'Creates the library, or upgrades it to this version of Fermata. An upgrade waits for other processes, makes a backup, checks it, and applies all migrations in one transaction: whatever happens, the library is at its old version or at the new one. Nothing is done to a library that is up to date. Ctrl+C rolls back. Where no backup can be made, --backups names another folder; a person who has a copy elsewhere can go on without one and types that in full ("upgrade without a backup").',
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
  pending, bytes, counts, missing, backups, lock

Example:
  fermata status --json`,
  },
  backup: {
    summary: 'back the library up, and check the backup',
    description:
      'Makes a backup of the library, also while Fermata has it open and writes to it. The backup is checked before it gets its name; then old ones make room, and it is copied to the second folder if there is one. Backups made by hand are never removed.',
    after: `
Result (--json):
  libraryFile, backup (its path), id, kind, createdAt, note, appVersion,
  schemaVersion, bytes, sha256, sections, rows, verifiedAt, durationMs

Example:
  fermata backup --note "before I tidy up"`,
  },
  backups: {
    summary: 'list the backups, and decide how they are made',
    description:
      'Lists the backups with their kind, time, size, version and contents, the files that cannot be relied on, and what would be removed next and why. Of those made by Fermata five before a migration and five before a restore are kept, one of each day of a week, and one of each week of two months.',
    after: `
Result (--json):
  libraryFile, folder, backups, unusable (each with file, state and reason),
  pinned (ids), goingNext (each with id and reason),
  settings (everyHours, secondDir, maxTotalBytes), settingsFailure

Examples:
  fermata backups --every 12 --limit 20
  fermata backups --second-folder /mnt/nas/fermata`,
  },
  verify: {
    summary: 'check that backups can be relied on',
    description:
      'Reads all of a backup, or of all backups, in the second folder too, and compares it with what was written. One that is found damaged is marked and never offered again, unless the other folder has it: then it is copied from there. The exit status is 19 if there is one.',
    after: `
Result (--json):
  folder, good (the backups), bad (each with name and reason),
  secondFolder (the same of the copies, or null)

Examples:
  fermata verify
  fermata verify 2026-11-23T20-23-05.123Z_v0013_manual`,
  },
  restore: {
    summary: 'bring back what a backup holds',
    description:
      'Checks a backup, backs up what is there, and puts the content of the backup in its place in one step. Fermata may stay open. On a terminal it first shows what that would change, and asks; scripts are not asked. A damaged library is moved to the quarantine folder beside it and kept; what it has beyond the backup can be added. Ctrl+C leaves the library as it was.',
    after: `
Result (--json):
  libraryFile, restoredFrom, undo (the id of the backup of what was there),
  undoCommand, quarantined, salvage (what could be added), salvaged (what was),
  fromVersion, toVersion, durationMs; with --preview difference instead

Examples:
  fermata restore 2026-11-23T20-23-05.123Z_v0013_manual --preview
  fermata restore latest --yes
  fermata restore /mnt/nas/fermata/library.db --salvage`,
  },
  repair: {
    summary: 'put right what can be put right without losing a row',
    description:
      'Makes indexes, the search index and whatever else follows from the library’s tables again where it is damaged or missing, sets rows aside that refer to nothing (what they held is kept in the folder quarantine), gives back pages that are in no use, and puts a header right that does not say any more what the file is, as after a dump. First the library is backed up; then all of it takes effect at once, also while Fermata has it open. A library that has lost rows is not repaired: restore a backup.',
    after: `
Result (--json):
  libraryFile, receipt (what was counted and mended, or null where nothing had
  to be), backup (its path, or null), quarantined (the file as it was, if another
  one took its place), durationMs

Example:
  fermata repair --library ~/Music/library.db`,
  },
  salvage: {
    summary: 'add what a damaged library has beyond the backup',
    description:
      'Reads what can still be read of a damaged library that a restore moved aside, and adds what a person made and the library does not have: plays, ratings, favourites, dates added, playlists and music folders. Doing it twice adds nothing. The damaged file is not changed.',
    after: `
Result (--json):
  libraryFile, unreadable, and how much was added: plays, earlierPlays, ratings,
  favourites, addedDates, playlists, playlistEntries, unfoundEntries,
  deletedPlaylists, folders

Example:
  fermata salvage quarantine/2026-11-23T20-23-05.123Z/library.db backup.db`,
  },
  separate: {
    summary: 'make a copy of a library a library of its own',
    description:
      'A copy of a library is the same library: backups of both are one row, and each is offered for the other. This gives the library an id of its own, and the other one goes on under the id that both had. Backups that were made before stay with the other one; they can be restored by their ids. Fermata may stay open.',
    after: `
Result (--json):
  libraryFile, from (which library it was), id

Example:
  fermata separate --library /mnt/laptop/library.db`,
  },
  move: {
    summary: 'move the library to another folder or disk',
    description:
      'Backs the library up at its new place, copies it there, verifies the copy, and then renames the file at the old place, so that there is one library at every instant. Quit Fermata everywhere else first. The old name leads to the new place from then on, in the desktop app too. Backups stay where they are, and new ones are copied there, unless another second folder was chosen; that way a folder that a cloud service keeps in step has backups only. Moving back undoes it.',
    after: `
Result (--json):
  movedFrom, libraryFile, backupsDir, backup (its id), keptAs, undoCommand

Examples:
  fermata move ~/Music                     keeps its name
  fermata move /mnt/disk/music.db --library ~/Dropbox/library.db`,
  },
  scan: {
    summary: 'read the audio files of folders into the library',
    description:
      'Without a folder, all that were scanned before are scanned again. Reads the audio files in folders into the library: MP3, FLAC, Ogg Vorbis, Opus, M4A, WAV and others. Files that have not changed since the last scan are not read again, unless --full is given; files that cannot be read are listed with their reason and stop nothing. Hidden files, recycle bins, folders with a file named .nomedia and what a file named .ndignore lists are left out. Where more than a fifth of the files are gone, their disk may be away: the tracks are left as they are, unless --mark-missing is given. Ctrl+C stops the scan and keeps what was read.',
    after: `
Result (--json):
  libraryFile, folders, found, done, added, moved, changed, unchanged, missing, failed,
  notThere, leftOut (hidden, system, marked, format), problems (each with path, reason and seenAt)

Examples:
  fermata scan ~/Music /mnt/nas/music
  fermata scan --full ~/Music    when a program has changed tags and kept the files' sizes and times`,
  },
  folders: {
    summary: 'list, rescan, remove and relocate the music folders',
    description:
      'Lists the music folders, scans them again, removes them from the library, and says where they are now. Files are never touched. What is removed keeps its plays, ratings and places in playlists, and restore brings all of it back. relocate is for a folder that was moved or a disk that has another name: the tracks keep their ids and all that was made of them; one that was scanned at the new place already becomes one with the old one.',
    after: `
Event (--json) of list, one for each folder, and of removed, one for each removal:
  {"event":"folder", path, addedAt, scannedAt, tracks, missing, state, disk, foundAt}
  {"event":"removal", id, removedAt, folder, tracks, title}
Result (--json):
  libraryFile; of rescan and relocate as of fermata scan, with left (the folders that
  are not there now), or from, to and relocated; of remove removal and tracks

Examples:
  fermata folders
  fermata folders rescan
  fermata folders relocate /media/me/Old/Music /media/me/New/Music
  fermata folders remove-missing /mnt/nas
  fermata folders restore latest`,
  },
  watch: {
    summary: 'say, or decide, whether changes in music folders show by themselves',
    description:
      'While the desktop app or fermata serve has the library open, what changes in its music folders is read by itself within seconds: they are scanned after each start, and watched from then on. Folders on network shares, and those that the system cannot watch, are scanned every few minutes instead. This says whether that is so, and turns it off or on again.',
    after: `
Result (--json):
  libraryFile, isOn, folders

Examples:
  fermata watch
  fermata watch off`,
  },
  search: {
    summary: 'list the tracks whose title, artist or album have these words',
    description:
      'Lists the tracks that have all of these words in their title, artists, album, genre, composer, year or file. The beginning of a word is enough; case and accents do not matter. Words in quotes are searched for as they stand. Operators leave only some of the tracks; a hyphen before a word or an operator turns it round.',
    after: `
Operators:
  artist:bjork  album:  title:  genre:  composer:  path:  format:flac
  year:1997  year:1990..1999  rating:>3  plays:0  (also <, <=, >=)
  added:<30d  played:>6m  (h, d, w, m, y)  added:2024-05  added:2023..2024
  missing:  favourite:

Result (--json):
  libraryFile, text, total, tracks

Examples:
  fermata search bjork hunter
  fermata search missing: bjork
  fermata search 'artist:"pink floyd" year:1970..1979 rating:>3'
  fermata search -- genre:jazz -live
  fermata search --limit 500 --json beatles
  fermata search -- --hyphen     words with a hyphen before them come after --`,
  },
  tracks: {
    summary: 'list tracks with everything that is known of them',
    description:
      'Lists the tracks that have all of these words in their title, artists, album, genre, composer, year or file, or all tracks, sorted by artist. In a terminal it is a table; elsewhere a line has the id, the path, the title, the artists and the album, separated by tabs.',
    after: `
Event (--json), one for each track:
  {"event":"track", id, path, title, artists, album, albumArtists, year,
  discNumber, trackNumber, durationMs, playCount, lastPlayedAt, rating,
  favourite, missing, genres, composers, conductors, composerSort, titleSort,
  artistSort, albumSort, albumArtistSort, grouping, work, movement,
  movementNumber, movementTotal, originalDate, bpm, isrc, recordingId,
  releaseTrackId, releaseId, releaseGroupId, artistIds, codec, bitrate,
  sampleRate, lyrics}
Result (--json):
  libraryFile, text, total

Examples:
  fermata tracks miles davis
  fermata tracks --json | jq 'select(.rating == 5) | .path'`,
  },
  encoding: {
    summary: 'show and correct the encoding of tags that do not say theirs',
    description:
      'Old tags say nothing of their encoding, or the wrong thing: Fermata guesses it. Where letters look wrong, show lists what the texts would be in each encoding, and set has the files of the tracks and of all of their albums read again in that one. That is remembered, whatever becomes of the files; guess takes it back. Texts that say their encoding, and UTF-8, stay as they are.',
    after: `
Result (--json):
  libraryFile; of show tracks (how many), chosen (or null) and choices (each with
  encoding and texts); of set encoding (or null) and tracks (ids that had another)

Examples:
  fermata encoding show 1234
  fermata encoding set windows-1251 1234
  fermata encoding set guess ~/Music/Old/*.mp3`,
  },
  tags: {
    summary: 'show the tags of files, and write others',
    description:
      'Writes tags into files: TITLE, ARTIST, ALBUM, ALBUMARTIST, TRACKNUMBER, DISCNUMBER, DATE, GENRE, COMPOSER, COMMENT and any other name. What is not named stays as it is. A file is written beside the old one, its audio is compared bit for bit, and only then it takes the place, with the owner, mode and times of the old one; a file of which that is not possible stays what it was. The library follows at once.',
    after: `
Result (--json):
  libraryFile; of show files (each with id, path, tags, and refusal where they cannot
  be written); of set edited (each with id, before and after) and failed (each with
  id, path and error)

Examples:
  fermata tags show 1234
  fermata tags set ~/Music/Blue/*.flac --tag ALBUM=Blue --tag DATE=1971
  fermata tags set 1234 --tag ARTIST=One --tag ARTIST=Two --tag COMMENT= --preview`,
  },
  rate: {
    summary: 'give tracks 1 to 5 stars, or none',
    description: 'Rates tracks. 0 takes their rating away.',
    after: `
Result (--json):
  libraryFile, rating, tracks (the ids)

Examples:
  fermata rate 5 1234
  fermata rate 0 ~/Music/Blue/01.flac`,
  },
  favourite: {
    summary: 'make tracks favourites',
    description: 'Makes tracks favourites, or with --remove favourites no longer.',
    after: `
Result (--json):
  libraryFile, favourite, tracks (the ids)

Example:
  fermata favourite 1234 1235`,
  },
  played: {
    summary: 'count a play of a track, now',
    description: 'Counts a play of a track, as if it had been played now.',
    after: `
Result (--json):
  libraryFile, track (its id), playCount

Example:
  fermata played ~/Music/Blue/01.flac`,
  },
  playlist: {
    summary: 'list, show, make and edit playlists',
    description:
      'Lists, shows, makes and edits playlists, and writes and reads their files. A playlist is named by its name or its id. A deleted playlist can be restored for 60 days.',
    after: `
Event (--json) of list, one for each playlist, and of show, one for each track:
  {"event":"playlist", id, name, tracks, durationMs, …}
  {"event":"track", …}, as fermata tracks has it
Result (--json):
  libraryFile, playlist (id and name); of list playlists (how many); of export and
  export-all files; of import found and missing (how many tracks)

Examples:
  fermata playlist create "For Zoë" 1234 1235
  fermata playlist add "For Zoë" ~/Music/Blue/01.flac
  fermata playlist show "For Zoë"
  fermata playlist export "For Zoë" /media/stick --relative
  fermata playlist import ~/Music/*.m3u8`,
  },
  serve: {
    summary: 'show Fermata in a browser on this computer',
    description:
      'Prints an address that one browser on this computer can be opened with, and serves it until Ctrl+C; a browser that comes later makes it print another one. Other computers cannot connect, unless --host names an address that they reach: do that in a network that you trust. Behind a reverse proxy, --public-url names the address that browsers open, and nothing else is answered then; the proxy has to pass on the Host header, and may strip the path or leave it. If the library is upgraded first, the page shows how that goes.',
    after: `
Event (--json):
  {"event":"listening","url":"http://127.0.0.1:…","ownUrl":"http://fermata-….localhost:…"}
  as soon as the address works, and again for another browser; ownUrl is for browsers
  that find this computer by it (Chrome and Firefox do): no other program gets its cookie

Examples:
  fermata serve --port 8080
  fermata serve --host 192.168.1.20     also for others in your network
  fermata serve --port 8080 --public-url https://music.example/fermata/`,
  },
  completion: {
    summary: 'print what a shell needs to complete commands',
    description:
      'Prints a script by which bash, zsh or fish completes the commands and options of fermata.',
    after: `
Result (--json):
  text (the script)

Examples:
  source <(fermata completion bash)            in ~/.bashrc
  source <(fermata completion zsh)             in ~/.zshrc
  fermata completion fish | source             in ~/.config/fish/config.fish`,
  },
  man: {
    summary: 'print the manual',
    description: 'Prints the manual page of fermata.',
    after: `
Result (--json):
  text (the page)

Example:
  fermata man | man -l -`,
  },
  doctor: {
    summary: 'check everything that Fermata needs, and change nothing',
    description:
      'Checks Node and SQLite, the migrations, the library (its pages, references and schema), permissions, who else may read it, free space, the file system, the lock and the backups, and tells when the library was upgraded and checked last, and who worked on it. Nothing is changed, but with --make-private who may read and write its files. The exit status is that of the worst problem.',
    after: `
Result (--json):
  appVersion, libraryFile,
  checks (each with check, verdict, message, advice and code),
  health (as in Library Health; null where nothing can be read),
  madePrivate (with --make-private: the files that others could use)

Example:
  fermata doctor --library /mnt/disk/library.db`,
  },
} as const satisfies Record<string, CommandHelp>;

export type CommandName = keyof typeof COMMAND_HELP;

/** The help in one language. */
export interface Help {
  /** After the lists of options and commands. */
  readonly program: string;
  readonly commands: Readonly<Record<CommandName, CommandHelp>>;
}

export const en: Help = { program: PROGRAM_HELP, commands: COMMAND_HELP };
