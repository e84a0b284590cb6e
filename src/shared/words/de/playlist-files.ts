/** Playlists als Dateien: für andere Programme geschrieben. */
import type { playlistFiles as en } from '../en/playlist-files.ts';

export const playlistFiles = {
  'playlistFiles.noFolder': 'Es gibt keinen Ordner {folder}.',
  'playlistFiles.otherFolder': 'Einen vorhandenen Ordner wählen, in den du schreiben darfst.',
  'playlistFiles.isThere':
    '{others, plural, =0 {Es gibt schon eine andere Datei {file}.} one {Es gibt schon andere Dateien: {file} und eine weitere.} other {Es gibt schon andere Dateien: {file} und # weitere.}}',
  'playlistFiles.replaceOrElsewhere':
    'Einen anderen Ordner wählen oder die Dateien ersetzen lassen.',
  'playlistFiles.isOfLibrary': '{file} ist eine Datei der Mediathek.',
  'playlistFiles.otherName': 'Einen anderen Namen oder einen anderen Ordner wählen.',
  'playlistFiles.notWritten': 'Die Playlist {file} konnte nicht geschrieben werden.',
  'playlistFiles.titleOne': '„{name}“ exportieren',
  'playlistFiles.titleAll': 'Alle Playlists exportieren',
  'playlistFiles.format': 'Format',
  'playlistFiles.asLines': 'M3U8, das fast jedes Programm liest',
  'playlistFiles.asXml': 'XSPF, mit Titeln, Interpreten, Alben und Längen',
  'playlistFiles.asNumbers': 'PLS, für Internetradios und ältere Programme',
  'playlistFiles.paths': 'Titel werden genannt',
  'playlistFiles.absolute': 'mit ihrem Ort auf diesem Computer',
  'playlistFiles.relative':
    'mit dem Weg von der Playlist zu ihnen, für ein Laufwerk oder einen Ordner, der als Ganzes umzieht',
  'playlistFiles.folder': 'Ordner',
  'playlistFiles.folderThere': 'Ordner auf dem Computer, der die Mediathek hat',
  'playlistFiles.export': 'Exportieren',
  'playlistFiles.replace': 'Ersetzen',
  'playlistFiles.download': 'Herunterladen',
  'playlistFiles.exported':
    '{count, plural, one {# Playlist} other {# Playlists}} nach {folder} exportiert',
} satisfies Record<keyof typeof en, string>;
