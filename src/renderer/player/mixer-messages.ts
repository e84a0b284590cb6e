/** What the page tells the thread that makes sound (splicer.worklet.ts). Numbers count samples. */
export type MixerOrder =
  | { readonly do: 'take'; readonly source: number }
  | {
      readonly do: 'arm';
      readonly source: number;
      readonly end: number;
      readonly isExact: boolean;
      readonly fade: number;
    }
  | { readonly do: 'correct'; readonly end?: number; readonly head?: number }
  | { readonly do: 'disarm' };
