/** The orders that a smart playlist may have, as one choice each. */
import type { SmartRules } from '../../../shared/rules/smart-rules.ts';
import type { TrackOrder } from '../../library/track-pages.ts';

export const SMART_ORDERS = [
  'artistAsc',
  'albumAsc',
  'titleAsc',
  'playsDesc',
  'playsAsc',
  'lastPlayedDesc',
  'lastPlayedAsc',
  'addedDesc',
  'addedAsc',
  'ratingDesc',
  'yearDesc',
  'yearAsc',
  'durationAsc',
  'durationDesc',
  'randomAsc',
] as const;
export type SmartOrder = (typeof SMART_ORDERS)[number];

const ORDERS: Readonly<Record<SmartOrder, Pick<SmartRules, 'sort' | 'direction'>>> = {
  artistAsc: { sort: 'artist', direction: 'asc' },
  albumAsc: { sort: 'album', direction: 'asc' },
  titleAsc: { sort: 'title', direction: 'asc' },
  playsDesc: { sort: 'plays', direction: 'desc' },
  playsAsc: { sort: 'plays', direction: 'asc' },
  lastPlayedDesc: { sort: 'lastPlayed', direction: 'desc' },
  lastPlayedAsc: { sort: 'lastPlayed', direction: 'asc' },
  addedDesc: { sort: 'added', direction: 'desc' },
  addedAsc: { sort: 'added', direction: 'asc' },
  ratingDesc: { sort: 'rating', direction: 'desc' },
  yearDesc: { sort: 'year', direction: 'desc' },
  yearAsc: { sort: 'year', direction: 'asc' },
  durationAsc: { sort: 'duration', direction: 'asc' },
  durationDesc: { sort: 'duration', direction: 'desc' },
  randomAsc: { sort: 'random', direction: 'asc' },
};

/** What a choice says. */
export function orderNamed(order: SmartOrder): Pick<SmartRules, 'sort' | 'direction'> {
  return ORDERS[order];
}

/** The choice that some rules have made; the first one for an order that is not offered. */
export function orderOf({ sort, direction }: SmartRules): SmartOrder {
  const isIt = (order: SmartOrder) =>
    ORDERS[order].sort === sort && ORDERS[order].direction === direction;
  return SMART_ORDERS.find(isIt) ?? SMART_ORDERS[0];
}

/** How the tracks are listed; those that chance has chosen, by artist. */
export function listOrder({ sort, direction }: SmartRules): TrackOrder {
  return sort === 'random' ? { sort: 'artist', direction: 'asc' } : { sort, direction };
}
