/** Wiedergabelisten und geöffnete Dateien mit Wiedergabelisten. */
import type { playlists as en } from '../en/playlists.ts';

export const playlists = {
  'playlists.noTrackFound': 'Kein Titel der Wiedergabeliste „{name}“ ist in der Mediathek.',
  'playlists.scanFirst':
    'Zuerst den Ordner mit der Musik einlesen, dann die Wiedergabeliste erneut öffnen.',
  'playlists.imported':
    'Die Wiedergabeliste „{name}“ wurde mit {count, plural, one {# Titel} other {# Titeln}} erstellt.',
  'playlists.importedInPart':
    'Die Wiedergabeliste „{name}“ wurde mit {found, number} von {all, plural, one {# Titel} other {# Titeln}} erstellt.',
  'playlists.notInLibrary': 'Nicht in der Mediathek: {names}.',
  'playlists.namesAndMore': '{names} und {count, number} weitere',
} satisfies Record<keyof typeof en, string>;
