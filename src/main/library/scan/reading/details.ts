/** What tags say beside names, numbers and pictures: for those who look at one track, and for exports. */
import type { TagDetails } from '../tag-messages.ts';
import type { Properties } from './properties.ts';
import { countOf, distinct } from './tag-values.ts';

/** A tempo that no music has is a mistake, or stands for none; in beats a minute. */
const MOST_BPM = 999;

/** Of MusicBrainz: programs write several into one text of ID3v2.3. */
const ID_SEPARATORS = /[/;,\s]+/;

interface DetailsOptions {
  /** The names in the values of a property. */
  readonly namesOf: (values: readonly string[]) => string[];
  /** TIT1 of an ID3v2 tag, as it is written. */
  readonly contentGroup: string | undefined;
  readonly cleanPage: (text: string) => string;
}

export function detailsOf(
  properties: Properties,
  { namesOf, contentGroup, cleanPage }: DetailsOptions,
): TagDetails {
  const text = (...names: string[]) => properties.first(...names) || null;
  const [movementNumber, countedTotal] = countOf(properties.first('MOVEMENTNUMBER', 'MOVEMENT'));
  const [namedTotal] = countOf(properties.first('MOVEMENTTOTAL', 'MOVEMENTCOUNT'));
  return {
    composers: namesOf(properties.all('COMPOSER')),
    conductors: namesOf(properties.all('CONDUCTOR')),
    bpm: bpmOf(properties.first('BPM', 'TEMPO')),
    isrc: text('ISRC'),
    originalDate: text('ORIGINALDATE', 'ORIGINALYEAR'),
    ...groupingAndWork(properties, contentGroup),
    movement: text('MOVEMENTNAME'),
    movementNumber,
    movementTotal: namedTotal ?? countedTotal,
    recordingId: text('MUSICBRAINZ_TRACKID'),
    releaseTrackId: text('MUSICBRAINZ_RELEASETRACKID'),
    releaseGroupId: text('MUSICBRAINZ_RELEASEGROUPID'),
    artistIds: distinct(
      properties.all('MUSICBRAINZ_ARTISTID').flatMap((ids) => ids.split(ID_SEPARATORS)),
    ),
    titleSort: text('TITLESORT'),
    artistSort: text('ARTISTSORT'),
    albumSort: text('ALBUMSORT'),
    albumArtistSort: text('ALBUMARTISTSORT'),
    composerSort: text('COMPOSERSORT'),
    lyrics: properties.pages(cleanPage, 'LYRICS', 'UNSYNCEDLYRICS')[0] ?? null,
  };
}

function bpmOf(written: string): number | null {
  const bpm = Math.round(Number(written.replace(',', '.')));
  return bpm > 0 && bpm <= MOST_BPM ? bpm : null;
}

/**
 * TIT1 of ID3v2 is a grouping for most programs. iTunes writes the work there, and the grouping into a frame of
 * its own, and so it is with movements; TagLib takes it for the work always.
 */
function groupingAndWork(
  properties: Properties,
  contentGroup: string | undefined,
): Pick<TagDetails, 'grouping' | 'work'> {
  const grouping = properties.first('GROUPING') || null;
  const works = properties.all('WORK');
  const isWork = grouping !== null || properties.first('MOVEMENTNAME') !== '';
  if (contentGroup === undefined || isWork) {
    return { grouping, work: works.at(-1) ?? null };
  }
  const [first = null, ...others] = works;
  return { grouping: first, work: others.at(-1) ?? null };
}
