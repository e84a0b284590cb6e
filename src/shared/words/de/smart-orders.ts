/** Wonach intelligente Playlists sortiert sind. */
import type { smartOrders as en } from '../en/smart-orders.ts';

export const smartOrders = {
  'smartOrders.artistAsc': 'Interpret',
  'smartOrders.albumAsc': 'Album',
  'smartOrders.titleAsc': 'Titel',
  'smartOrders.playsDesc': 'am häufigsten gespielt',
  'smartOrders.playsAsc': 'am seltensten gespielt',
  'smartOrders.lastPlayedDesc': 'zuletzt gespielt',
  'smartOrders.lastPlayedAsc': 'am längsten nicht gespielt',
  'smartOrders.addedDesc': 'zuletzt hinzugefügt',
  'smartOrders.addedAsc': 'zuerst hinzugefügt',
  'smartOrders.ratingDesc': 'meiste Sterne',
  'smartOrders.yearDesc': 'neueste',
  'smartOrders.yearAsc': 'älteste',
  'smartOrders.durationAsc': 'kürzeste',
  'smartOrders.durationDesc': 'längste',
  'smartOrders.randomAsc': 'Zufall',
} satisfies Record<keyof typeof en, string>;
