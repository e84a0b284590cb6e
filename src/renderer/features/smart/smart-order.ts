/** The orders that a smart playlist may have, as one choice each. */
import type { SmartRules } from '../../../shared/rules/smart-rules.ts';
import type { TrackOrder } from '../../library/track-pages.ts';

export const SMART_ORDERS = [
  'artist asc',
  'album asc',
  'title asc',
  'plays desc',
  'plays asc',
  'lastPlayed desc',
  'lastPlayed asc',
  'added desc',
  'added asc',
  'rating desc',
  'year desc',
  'year asc',
  'duration asc',
  'duration desc',
  'random asc',
] as const;
export type SmartOrder = (typeof SMART_ORDERS)[number];

const ORDERS: Readonly<Record<SmartOrder, Pick<SmartRules, 'sort' | 'direction'>>> = {
  'artist asc': { sort: 'artist', direction: 'asc' },
  'album asc': { sort: 'album', direction: 'asc' },
  'title asc': { sort: 'title', direction: 'asc' },
  'plays desc': { sort: 'plays', direction: 'desc' },
  'plays asc': { sort: 'plays', direction: 'asc' },
  'lastPlayed desc': { sort: 'lastPlayed', direction: 'desc' },
  'lastPlayed asc': { sort: 'lastPlayed', direction: 'asc' },
  'added desc': { sort: 'added', direction: 'desc' },
  'added asc': { sort: 'added', direction: 'asc' },
  'rating desc': { sort: 'rating', direction: 'desc' },
  'year desc': { sort: 'year', direction: 'desc' },
  'year asc': { sort: 'year', direction: 'asc' },
  'duration asc': { sort: 'duration', direction: 'asc' },
  'duration desc': { sort: 'duration', direction: 'desc' },
  'random asc': { sort: 'random', direction: 'asc' },
};

/** What a choice says. */
export function orderNamed(order: SmartOrder): Pick<SmartRules, 'sort' | 'direction'> {
  return ORDERS[order];
}

/** The choice that some rules have made; the first one for an order that is not offered. */
export function orderOf({ sort, direction }: SmartRules): SmartOrder {
  return SMART_ORDERS.find((order) => order === `${sort} ${direction}`) ?? SMART_ORDERS[0];
}

/** How the tracks are listed; those that chance has chosen, by artist. */
export function listOrder({ sort, direction }: SmartRules): TrackOrder {
  return sort === 'random' ? { sort: 'artist', direction: 'asc' } : { sort, direction };
}
