/** How tracks are played, as it was set in this window or browser. */
import { z } from 'zod';

const KEY = 'play-settings';

/** In seconds; what the menu offers. */
export const CROSSFADES = [0, 2, 4, 8, 12] as const;
export const SPEEDS = [0.5, 0.75, 1, 1.25, 1.5, 2] as const;

const PlaySettingsSchema = z.object({
  /** Whether all songs are equally loud, or all albums, as ReplayGain's tags say it. */
  replayGain: z.enum(['off', 'track', 'album']).catch('off'),
  /** Whether what is made louder stays below what would be cut off. */
  preventClipping: z.boolean().catch(true),
  /** For how long two tracks are both heard, in seconds; 0 for not at all. */
  crossfade: z.number().min(0).max(12).catch(0),
  /** 1 for as it was recorded. */
  speed: z.number().min(0.25).max(4).catch(1),
});
export type PlaySettings = Readonly<z.infer<typeof PlaySettingsSchema>>;

/** The settings, and what listens to them. */
export class PlaySettingsStore {
  readonly #listeners = new Set<() => void>();
  #state: PlaySettings = read();

  /** The settings: the same object until one changes. */
  readonly state = (): PlaySettings => this.#state;

  /** Calls back after each change until the returned function is called. */
  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  set(news: Partial<PlaySettings>): void {
    this.#state = { ...this.#state, ...news };
    localStorage.setItem(KEY, JSON.stringify(this.#state));
    for (const listener of this.#listeners) listener();
  }
}

function read(): PlaySettings {
  try {
    return PlaySettingsSchema.parse(JSON.parse(localStorage.getItem(KEY) ?? '{}'));
  } catch {
    return PlaySettingsSchema.parse({});
  }
}
