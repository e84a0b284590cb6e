/** The volume, as it was when Fermata was last used in this window or browser. */
import { z } from 'zod';

const KEY = 'volume';

/** Full where none was saved, or what was saved is no volume. */
const VolumeSchema = z.string().transform(Number).pipe(z.number().min(0).max(1)).catch(1);

/** 0 to 1. */
export function readVolume(): number {
  return VolumeSchema.parse(localStorage.getItem(KEY));
}

export function saveVolume(volume: number): void {
  localStorage.setItem(KEY, String(volume));
}
