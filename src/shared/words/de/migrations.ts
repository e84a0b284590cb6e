/** Was jede Migration bringt, nach ihrem Namen: die Schritte einer Aktualisierung. */
import type { migrations as en } from '../en/migrations.ts';

export const migrations = {
  'migrations.initialTables': 'Erste Tabellen',
  'migrations.trackDetails': 'Angaben zu Titeln',
  'migrations.playlists': 'Playlists',
  'migrations.multipleArtistsAndGenres': 'Mehrere Interpreten und Genres',
  'migrations.playHistory': 'Verlauf der Wiedergaben',
  'migrations.uniqueTrackPaths': 'Jede Datei nur einmal',
  'migrations.sortKeys': 'Sortierung',
  'migrations.indexes': 'Indizes',
  'migrations.search': 'Suche',
  'migrations.scanRootsAndFileState': 'Musikordner und Stand der Dateien',
  'migrations.artwork': 'Cover',
  'migrations.lastPlayed': 'Zuletzt gespielt',
  'migrations.replayGain': 'Lautstärkeanpassung',
  'migrations.playlistEditing': 'Bearbeiten von Playlists',
  'migrations.libraryIdentity': 'Kennung der Mediathek',
  'migrations.searchAsTyped': 'Suche, wie man tippt',
  'migrations.sortingByValue': 'Sortierung nach Zahlenwert',
  'migrations.albumsAndCovers': 'Alben und Cover',
  'migrations.allTags': 'Alle Tags',
  'migrations.removedTracks': 'Entfernte Titel',
  'migrations.sortLanguage': 'Sprache der Sortierung',
  'migrations.contentKeys': 'Inhaltsschlüssel',
  'migrations.watching': 'Ordner beobachten',
  'migrations.tracksToLocate': 'Titel, die zu suchen sind',
} satisfies Record<keyof typeof en, string>;
