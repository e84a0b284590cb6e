/** Worauf die Regeln intelligenter Playlists sehen. */
import type { smartFields as en } from '../en/smart-fields.ts';

export const smartFields = {
  'smartFields.any': 'Beliebiger Text',
  'smartFields.title': 'Titel',
  'smartFields.artist': 'Interpret',
  'smartFields.album': 'Album',
  'smartFields.genre': 'Genre',
  'smartFields.composer': 'Komponist',
  'smartFields.year': 'Jahr',
  'smartFields.rating': 'Sterne',
  'smartFields.plays': 'Wiedergaben',
  'smartFields.added': 'Hinzugefügt',
  'smartFields.played': 'Zuletzt gespielt',
  'smartFields.format': 'Format',
  'smartFields.path': 'Datei und Ordner',
  'smartFields.favourite': 'Favorit',
  'smartFields.missing': 'Datei fehlt',
  'smartFields.playlist': 'Playlist',
} satisfies Record<keyof typeof en, string>;
