/**
 * The SQL of a smart playlist's rules. A rule may name other playlists, smart ones too; one that leads back to
 * the playlist itself, to one that is gone, or to what this version does not know, no track meets, and it is told.
 */
import { z } from 'zod';
import {
  isGroup,
  knownRule,
  type PlaylistRule,
  type RuleGroup,
  type RuleProblem,
  type SmartRule,
  type SmartRules,
  SmartRulesSchema,
} from '../../../shared/rules/smart-rules.ts';
import type { ReadableDb } from '../handlers.ts';
import { type Filter, filterBy, ruleSql, type Sight } from './rule-sql.ts';

const NO_TRACK = 'false';

/** So many smart playlists name one another in a row at most. */
const LONGEST_CHAIN = 10;

/** A playlist with its rules; null for a new one, which none can name yet. */
interface Evaluated {
  readonly id: number | null;
  readonly rules: SmartRules;
}

interface Reading {
  readonly sight: Sight;
  /** The smart playlists that led here. */
  readonly within: readonly (number | null)[];
  readonly tell: (problem: RuleProblem) => void;
}

/**
 * The tracks of a smart playlist.
 *
 * @param now what spans of time are counted back from
 * @param prefix of the names of its values
 */
export function smartFilter(
  db: ReadableDb,
  playlist: Evaluated,
  { now = new Date(), prefix = 'rule' }: { readonly now?: Date; readonly prefix?: string } = {},
): Filter {
  return filterBy({ db, now, prefix }, (sight) =>
    playlistSql(playlist, { sight, within: [], tell: () => {} }),
  );
}

/** What is wrong with rules, each once. */
export function problemsOf(db: ReadableDb, playlist: Evaluated): RuleProblem[] {
  const problems = new Set<RuleProblem>();
  filterBy({ db, now: new Date() }, (sight) =>
    playlistSql(playlist, { sight, within: [], tell: (problem) => problems.add(problem) }),
  );
  return [...problems];
}

function playlistSql({ id, rules }: Evaluated, reading: Reading): string {
  const within = [...reading.within, id];
  const { limit } = rules;
  if (limit === null) return groupSql(rules.group, { ...reading, within });
  // What is chosen of the tracks depends on all of them.
  const sight = { ...reading.sight, tracks: 'tracks', isForOne: false };
  const group = groupSql(rules.group, { ...reading, sight, within });
  return `${reading.sight.tracks}.id IN (
    SELECT tracks.id FROM tracks WHERE ${group}
    ORDER BY ${chosenBy(rules, id ?? 0)} LIMIT ${sight.name(limit)})`;
}

const CHOSEN_BY: Readonly<Record<Exclude<SmartRules['sort'], 'random'>, string>> = {
  artist: 'sort_artist',
  album: 'sort_album',
  title: 'sort_title',
  year: 'year',
  duration: 'duration_ms',
  plays: 'play_count',
  lastPlayed: 'last_played_at',
  added: 'added_at',
  rating: 'rating',
};

/** Which tracks come first; by chance, those that do stay so, or no page of a list would fit the next. */
function chosenBy({ sort, direction }: SmartRules, seed: number): string {
  if (sort === 'random') return `((tracks.id + ${seed}) * 7919 + 104729) * 15485863 % 1000003, id`;
  return `tracks.${CHOSEN_BY[sort]} ${direction}, tracks.id ${direction}`;
}

function groupSql({ match, rules }: RuleGroup, reading: Reading): string {
  if (rules.length === 0) return 'true';
  const conditions = rules.map((rule) => anyRuleSql(rule, reading));
  return `(${conditions.join(match === 'all' ? ' AND ' : ' OR ')})`;
}

function anyRuleSql(rule: SmartRule, reading: Reading): string {
  if (isGroup(rule)) return groupSql(rule, reading);
  const known = knownRule(rule);
  if (known === null) {
    reading.tell('unknown');
    return NO_TRACK;
  }
  if (!('id' in known)) return ruleSql(known, reading.sight);
  const sql = known.field === 'playlist' ? manualSql(known, reading) : smartSql(known, reading);
  if (sql === null) return NO_TRACK;
  return known.not === true ? `((${sql}) IS NOT TRUE)` : `(${sql})`;
}

/** The tracks of a playlist; null where it is gone. */
function manualSql({ id, createdAt }: PlaylistRule, { sight, tell }: Reading): string | null {
  const { db, tracks, name } = sight;
  const isThere = db.prepare(
    'SELECT 1 FROM playlists WHERE id = ? AND created_at = ? AND deleted_at IS NULL',
  );
  if (isThere.get(id, createdAt) === undefined) {
    tell('gone');
    return null;
  }
  const entries = `FROM playlist_tracks WHERE playlist_id = ${name(id)}`;
  return sight.isForOne
    ? `EXISTS (SELECT 1 ${entries} AND track_id = ${tracks}.id)`
    : `${tracks}.id IN (SELECT track_id ${entries})`;
}

const RulesRowSchema = z.object({ rules: z.string() });

/** The tracks of another smart playlist; null where it is gone, has led here, or something in it is wrong. */
function smartSql({ id, createdAt }: PlaylistRule, reading: Reading): string | null {
  const { sight, within, tell } = reading;
  if (within.includes(id) || within.length > LONGEST_CHAIN) {
    tell('itself');
    return null;
  }
  const row = RulesRowSchema.safeParse(
    sight.db
      .prepare(
        'SELECT rules FROM smart_playlists WHERE id = ? AND created_at = ? AND deleted_at IS NULL',
      )
      .get(id, createdAt),
  );
  const rules = row.success ? readRules(row.data.rules) : null;
  if (rules === null) {
    tell('gone');
    return null;
  }
  // The contrary of what is wrong would be all tracks.
  let isWrong = false;
  const tellAndNote = (problem: RuleProblem) => {
    isWrong = true;
    tell(problem);
  };
  const sql = playlistSql({ id, rules }, { ...reading, tell: tellAndNote });
  return isWrong ? null : sql;
}

/** Rules as they are kept; null where they make no sense at all. */
export function readRules(json: string): SmartRules | null {
  try {
    return SmartRulesSchema.parse(JSON.parse(json));
  } catch {
    return null;
  }
}
