/** The states of an update, and what leads from one to the next. Pure: no clock, no network. */
import type { ErrorReport } from '../../../shared/errors.ts';
import type { UpdateOffer, UpdateState } from '../../../shared/updates.ts';

export type UpdateEvent =
  /** A check begins, because a person asked or because it was due. */
  | { readonly event: 'checking'; readonly byPerson: boolean }
  | { readonly event: 'current'; readonly version: string }
  | { readonly event: 'found'; readonly offer: UpdateOffer }
  /** In bytes. */
  | { readonly event: 'progress'; readonly done: number; readonly total: number }
  | { readonly event: 'downloaded' }
  | { readonly event: 'failed'; readonly error: ErrorReport }
  | { readonly event: 'unsupported'; readonly reason: string }
  /** Installing has to wait. */
  | { readonly event: 'refused'; readonly reason: string }
  | { readonly event: 'installing' }
  | { readonly event: 'dismissed' };

export const INITIAL_UPDATE_STATE: UpdateState = { at: { stage: 'idle' }, isShown: false };

/** The state after an event; an event that cannot happen in a state leaves it as it is. */
export function reduceUpdate(state: UpdateState, event: UpdateEvent): UpdateState {
  const { at, isShown } = state;
  switch (event.event) {
    case 'checking':
      return isUnderWay(state)
        ? { at, isShown: isShown || event.byPerson }
        : { at: { stage: 'checking' }, isShown: event.byPerson };
    case 'current':
      return { at: { stage: 'current', version: event.version }, isShown };
    case 'found':
      return { at: { stage: 'downloading', offer: event.offer, progress: null }, isShown };
    case 'progress': {
      if (at.stage !== 'downloading') return state;
      const { done, total } = event;
      return { at: { ...at, progress: { done, total } }, isShown };
    }
    case 'downloaded':
      if (at.stage !== 'downloading') return state;
      return { at: { stage: 'ready', offer: at.offer, refusal: null }, isShown: true };
    case 'failed':
      return { at: { stage: 'failed', error: event.error }, isShown };
    case 'unsupported':
      return { at: { stage: 'unsupported', reason: event.reason }, isShown };
    case 'refused':
      return at.stage === 'ready' ? { at: { ...at, refusal: event.reason }, isShown: true } : state;
    case 'installing':
      return at.stage === 'ready'
        ? { at: { stage: 'installing', offer: at.offer }, isShown: true }
        : state;
    case 'dismissed':
      return { at, isShown: false };
  }
}

/** Whether a check would begin what is being done already, or is done. */
export function isUnderWay({ at }: UpdateState): boolean {
  return ['checking', 'downloading', 'ready', 'installing'].includes(at.stage);
}
