/** Was eine Mediathek enthält, gezählt. */
import type { userData as en } from '../en/user-data.ts';

export const userData = {
  'userData.tracks': '{count, plural, one {# Titel} other {# Titel}}',
  'userData.plays': '{count, plural, one {# Wiedergabe} other {# Wiedergaben}}',
  'userData.earlierPlays':
    '{count, plural, one {# Wiedergabe ohne Datum} other {# Wiedergaben ohne Datum}}',
  'userData.ratings': '{count, plural, one {# Bewertung} other {# Bewertungen}}',
  'userData.favourites': '{count, plural, one {# Favorit} other {# Favoriten}}',
  'userData.textEncodings':
    '{count, plural, one {# berichtigte Kodierung} other {# berichtigte Kodierungen}}',
  'userData.addedDates': '{count, plural, one {# Hinzufügedatum} other {# Hinzufügedaten}}',
  'userData.playlists': '{count, plural, one {# Playlist} other {# Playlists}}',
  'userData.playlistEntries':
    '{count, plural, one {# Titel in Playlists} other {# Titel in Playlists}}',
  'userData.unfoundEntries':
    '{count, plural, one {# zu suchender Titel in Playlists} other {# zu suchende Titel in Playlists}}',
  'userData.deletedPlaylists':
    '{count, plural, one {# kürzlich gelöschte Playlist} other {# kürzlich gelöschte Playlists}}',
  'userData.smartPlaylists':
    '{count, plural, one {# intelligente Playlist} other {# intelligente Playlists}}',
  'userData.folders': '{count, plural, one {# Musikordner} other {# Musikordner}}',
  'userData.removedTracks': '{count, plural, one {# entfernter Titel} other {# entfernte Titel}}',
  'userData.nothing': 'noch nichts',
} satisfies Record<keyof typeof en, string>;
