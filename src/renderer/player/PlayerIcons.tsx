/** The signs on the player's buttons, which say the same in words. */

const SHAPES = {
  play: 'M8 5v14l11-7z',
  pause: 'M6 5h4v14H6zM14 5h4v14h-4z',
  next: 'M6 5v14l9-7zM16 5h3v14h-3z',
  previous: 'M18 5v14l-9-7zM5 5h3v14H5z',
  loud: 'M4 9v6h4l5 4V5L8 9zM15.5 8.6a5 5 0 0 1 0 6.8l-1-1.1a3.4 3.4 0 0 0 0-4.6zM18 6a8.6 8.6 0 0 1 0 12l-1-1.1a7 7 0 0 0 0-9.8z',
  muted: 'M4 9v6h4l5 4V5L8 9zM15 10l1-1 2 2 2-2 1 1-2 2 2 2-1 1-2-2-2 2-1-1 2-2z',
} as const;

export function PlayerIcon({ shape }: { readonly shape: keyof typeof SHAPES }) {
  return (
    <svg className="player-icon" viewBox="0 0 24 24" aria-hidden="true">
      <path d={SHAPES[shape]} />
    </svg>
  );
}
