/** How far lists were scrolled when they were left, as a way back, a reload and a restart find them. */
import { z } from 'zod';

const KEY = 'scrolled';

/** So many lists are remembered, those that were left last. */
const MOST = 40;

/** Pixels by the place of a list, the one that was left last at the end. */
const PlacesSchema = z.array(z.tuple([z.string(), z.number().min(0)])).catch([]);

const places = new Map(PlacesSchema.parse(read()));
let saving: ReturnType<typeof setTimeout> | undefined;

/** How far a list was scrolled, in pixels of its rows; 0 where it was not. */
export function scrolledTo(place: string): number {
  return places.get(place) ?? 0;
}

export function rememberScroll(place: string, pixels: number): void {
  places.delete(place);
  places.set(place, pixels);
  for (const [oldest] of places) {
    if (places.size <= MOST) break;
    places.delete(oldest);
  }
  // A list that is being scrolled says so with every frame.
  clearTimeout(saving);
  saving = setTimeout(() => localStorage.setItem(KEY, JSON.stringify([...places])), 200);
}

function read(): unknown {
  try {
    return JSON.parse(localStorage.getItem(KEY) ?? '[]');
  } catch {
    return [];
  }
}
