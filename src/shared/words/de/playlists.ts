/** Playlists und geöffnete Dateien mit Playlists. */
import type { playlists as en } from '../en/playlists.ts';

export const playlists = {
  'playlists.noTrackFound': 'Kein Titel der Playlist „{name}“ ist in der Mediathek.',
  'playlists.scanFirst':
    'Zuerst den Ordner mit der Musik einlesen, dann die Playlist erneut öffnen.',
  'playlists.imported':
    'Die Playlist „{name}“ wurde mit {count, plural, one {# Titel} other {# Titeln}} erstellt.',
  'playlists.importedInPart':
    'Die Playlist „{name}“ wurde mit {found, number} von {all, plural, one {# Titel} other {# Titeln}} erstellt.',
  'playlists.notInLibrary': 'Nicht in der Mediathek: {names}.',
  'playlists.namesAndMore': '{names} und {count, number} weitere',
  'playlists.title': 'Playlists',
  'playlists.new': 'Neue Playlist',
  'playlists.newNumbered': 'Neue Playlist {number, number}',
  'playlists.created': 'Playlist „{name}“ angelegt',
  'playlists.renamed': '„{before}“ in „{name}“ umbenannt',
  'playlists.deleted': 'Playlist „{name}“ gelöscht',
  'playlists.broughtBack': 'Playlist „{name}“ wiederhergestellt',
  'playlists.createdWith':
    'Playlist „{name}“ mit {count, plural, one {# Titel} other {# Titeln}} angelegt',
  'playlists.added': '{count, plural, one {# Titel} other {# Titel}} zu „{name}“ hinzugefügt',
  'playlists.addedSome':
    '{count, plural, one {# Titel} other {# Titel}} zu „{name}“ hinzugefügt. {already, plural, one {# war} other {# waren}} schon darin.',
  'playlists.allThere':
    '{count, plural, one {Dieser Titel ist} other {Diese # Titel sind}} schon in „{name}“',
  'playlists.addAgain': 'Noch einmal hinzufügen',
  'playlists.moved': '{count, plural, one {# Titel} other {# Titel}} in „{name}“ verschoben',
  'playlists.removed': '{count, plural, one {# Titel} other {# Titel}} aus „{name}“ entfernt',
  'playlists.addTo': 'Zu Playlist hinzufügen',
  'playlists.addToNamed': 'Zu „{name}“ hinzufügen',
  'playlists.rename': 'Umbenennen …',
  'playlists.delete': 'Playlist löschen',
  'playlists.removeEntries': 'Aus Playlist entfernen',
  'playlists.name': 'Name der Playlist',
  'playlists.more': 'Mehr',
  'playlists.empty': 'Diese Playlist ist leer',
  'playlists.emptyAdvice': 'Ziehe Titel darauf, oder wähle in ihrem Menü „Zu Playlist hinzufügen“.',
  'playlists.gone': 'Diese Playlist gibt es nicht mehr',
  'playlists.goneAdvice': 'Sieh unter „Zuletzt gelöscht“ nach.',
  'playlists.none': 'Noch keine Playlists',
  'playlists.noneAdvice': 'Lege eine an: für eine Stimmung, eine Reise oder jemanden.',
  'playlists.recentlyDeleted': 'Zuletzt gelöscht',
  'playlists.deletedKept': 'Playlists bleiben hier mindestens 60 Tage.',
  'playlists.restore': 'Wiederherstellen',
  'playlists.count': '{count, plural, =0 {Keine Playlists} one {# Playlist} other {# Playlists}}',
  'playlists.dragged': '{count, plural, one {# Titel} other {# Titel}}',
  'playlists.newOfSelection': 'Neue Playlist aus Auswahl',
  'playlists.restoreNamed': '„{name}“ wiederherstellen',
  'playlists.export': 'Exportieren …',
  'playlists.exportAll': 'Alle exportieren …',
} satisfies Record<keyof typeof en, string>;
