/** Listen von Titeln, und was man mit ihnen tun kann. */
import type { songs as en } from '../en/songs.ts';

export const songs = {
  'songs.title': 'Titel',
  'songs.rating': 'Bewertung',
  'songs.rate': 'Bewerten',
  'songs.favourite': 'Favorit',
  'songs.favouriteSelection': 'Auswahl als Favorit markieren',
  'songs.stars': '{count, plural, one {# Stern} other {# Sterne}}',
  'songs.noRating': 'Keine Bewertung',
  'songs.selection': 'Auswahl',
  'songs.selected': '{count, number} ausgewählt',
  'songs.clearSelection': 'Auswahl aufheben',
  'songs.tracks': 'Titel',
  'songs.deleteKey': 'Entf',
  'songs.favourites': 'Favoriten',
  'songs.noFavourites': 'Noch keine Favoriten',
  'songs.noFavouritesAdvice': 'Klicke auf ein Herz, oder drücke L auf einem Titel, den du liebst.',
  'songs.rated':
    '{count, plural, one {# Titel} other {# Titel}} mit {stars, plural, one {# Stern} other {# Sternen}} bewertet',
  'songs.unrated': 'Bewertung von {count, plural, one {# Titel} other {# Titeln}} entfernt',
  'songs.marked': '{count, plural, one {# Titel} other {# Titel}} zu den Favoriten hinzugefügt',
  'songs.unmarked': '{count, plural, one {# Titel} other {# Titel}} aus den Favoriten entfernt',
  'songs.unplayable': '{format} kann Fermata nicht abspielen',
  'songs.fileNotFound': 'Die Datei wurde nicht gefunden',
  'songs.count': '{count, plural, =0 {Keine Titel} one {# Titel} other {# Titel}}',
  'songs.found': '{found, number} von {count, plural, one {# Titel} other {# Titeln}}',
  'songs.unread':
    '{count, plural, one {# Datei konnte} other {# Dateien konnten}} nicht gelesen werden',
  'songs.scanFolder': 'Ordner einlesen …',
} satisfies Record<keyof typeof en, string>;
