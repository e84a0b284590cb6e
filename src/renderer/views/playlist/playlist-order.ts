/** How a playlist is listed at first, and played. */
import type { TrackOrder } from '../../library/track-pages.ts';

export const PLAYLIST_ORDER: TrackOrder = { sort: 'position', direction: 'asc' };
