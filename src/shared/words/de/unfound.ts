/** Titel importierter Playlists, die nicht gefunden wurden. */
import type { unfound as en } from '../en/unfound.ts';

export const unfound = {
  'unfound.count': '{count, number} nicht gefunden',
  'unfound.title': 'Nicht gefundene Titel von „{name}“',
  'unfound.explained':
    'Die Datei dieser Playlist nennt sie, und die Mediathek hat sie nicht. Den Ordner einlesen, in dem sie sind, und erneut suchen, oder den gemeinten Titel wählen.',
  'unfound.allFound': 'Alle Titel dieser Playlist sind gefunden.',
  'unfound.locate': 'Zuordnen …',
  'unfound.giveUp': 'Entfernen',
  'unfound.lookAgain': 'Erneut suchen',
  'unfound.search': 'Der gemeinte Titel',
  'unfound.nothing': 'Kein Titel der Mediathek hat diese Wörter.',
  'unfound.located': '„{title}“ steht nun an seinem Platz in „{name}“',
  'unfound.givenUp': 'Einen nicht gefundenen Titel aus „{name}“ entfernt',
  'unfound.found': '{count, plural, one {# Titel} other {# Titel}} von „{name}“ gefunden',
  'unfound.noneFound': 'Keine weiteren Titel dieser Playlist sind in der Mediathek.',
} satisfies Record<keyof typeof en, string>;
