/** Playlists als Dateien: für andere Programme geschrieben. */
import type { playlistFiles as en } from '../en/playlist-files.ts';

export const playlistFiles = {
  'playlistFiles.noFolder': 'Es gibt keinen Ordner {folder}.',
  'playlistFiles.otherFolder': 'Einen vorhandenen Ordner wählen, in den Sie schreiben dürfen.',
  'playlistFiles.isThere':
    '{others, plural, =0 {Es gibt schon eine andere Datei {file}.} one {Es gibt schon andere Dateien: {file} und eine weitere.} other {Es gibt schon andere Dateien: {file} und # weitere.}}',
  'playlistFiles.replaceOrElsewhere':
    'Einen anderen Ordner wählen oder die Dateien ersetzen lassen.',
  'playlistFiles.isOfLibrary': '{file} ist eine Datei der Mediathek.',
  'playlistFiles.otherName': 'Einen anderen Namen oder einen anderen Ordner wählen.',
  'playlistFiles.notWritten': 'Die Playlist {file} konnte nicht geschrieben werden.',
} as const satisfies Record<keyof typeof en, string>;
