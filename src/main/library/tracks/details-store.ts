/** Writes what the tags of a file say beside its row in lists: a table of its own keeps those rows light. */
import type { Connection } from '../../lifecycle/sqlite/database.ts';
import type { TagDetails } from '../scan/tag-messages.ts';

/** The columns of each detail that is one text or number. */
const COLUMNS = {
  bpm: 'bpm',
  isrc: 'isrc',
  originalDate: 'original_date',
  grouping: '"grouping"',
  work: 'work',
  movement: 'movement',
  movementNumber: 'movement_number',
  movementTotal: 'movement_total',
  recordingId: 'recording_id',
  releaseTrackId: 'release_track_id',
  releaseGroupId: 'release_group_id',
  titleSort: 'title_sort',
  artistSort: 'artist_sort',
  albumSort: 'album_sort',
  albumArtistSort: 'album_artist_sort',
  composerSort: 'composer_sort',
  lyrics: 'lyrics',
} as const;

/** The columns of each detail that is a list, in JSON. */
const LISTS = {
  composers: 'composers',
  conductors: 'conductors',
  artistIds: 'artist_ids',
} as const;

type Names<Columns> = readonly (readonly [keyof Columns, string])[];
const columns = Object.entries(COLUMNS) as Names<typeof COLUMNS>;
const lists = Object.entries(LISTS) as Names<typeof LISTS>;

export class DetailsStore {
  readonly #save;
  readonly #remove;

  constructor(db: Connection) {
    const all = [...columns, ...lists];
    this.#save = db.prepare(`
      INSERT INTO track_details (track_id, ${all.map(([, column]) => column).join(', ')})
      VALUES (:trackId, ${all.map(([name]) => `:${name}`).join(', ')})
      ON CONFLICT (track_id) DO UPDATE SET
        ${all.map(([, column]) => `${column} = excluded.${column}`).join(', ')}`);
    this.#remove = db.prepare('DELETE FROM track_details WHERE track_id = ?');
  }

  /** Brings the details of a track up to date. Most have some; one that has none takes no room. */
  save(trackId: number, details: TagDetails): void {
    const texts = columns.map(([name]) => [name, details[name]] as const);
    const arrays = lists.map(([name]) => {
      const list = details[name];
      return [name, list.length > 0 ? JSON.stringify(list) : null] as const;
    });
    const values = [...texts, ...arrays];
    if (values.every(([, value]) => value === null)) this.#remove.run(trackId);
    else this.#save.run({ trackId, ...Object.fromEntries(values) });
  }
}

/** The SQL of all details of a row of `track_details`, by their names. */
export const DETAIL_COLUMNS = [...columns, ...lists]
  .map(([name, column]) => `track_details.${column} AS ${name}`)
  .join(', ');
