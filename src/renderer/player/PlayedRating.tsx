/** How the track that is played is rated. */
import type { Track } from '../../shared/api/tracks.ts';
import { StarSlider } from '../elements/stars/StarSlider.tsx';
import { useSongEdits } from '../views/songs/use-song-edits.ts';
import { useTrackNow } from './use-track-now.ts';

export function PlayedRating({ track }: { readonly track: Track }) {
  const { rating } = useTrackNow(track);
  const edits = useSongEdits();
  return <StarSlider rating={rating} onRate={(stars) => edits.rate([track.id], stars)} />;
}
