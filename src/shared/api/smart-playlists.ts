/** Smart playlists: made, changed, deleted and brought back, and what rules choose before they are kept. */
import { z } from 'zod';
import { RULE_PROBLEMS, SmartRulesSchema } from '../rules/smart-rules.ts';
import { read, write } from './define.ts';

const IdSchema = z.coerce.number().int().positive();
const NameSchema = z.string().trim().min(1).max(200);

/** Which one, and when it was made where that is known (as for playlists). */
const SmartRefSchema = z.object({ id: IdSchema, createdAt: z.iso.datetime().optional() });

const SmartPlaylistSchema = z.object({
  id: IdSchema,
  name: z.string(),
  /** Null where they cannot be read at all. */
  rules: SmartRulesSchema.nullable(),
  /** ISO 8601. */
  createdAt: z.string(),
  modifiedAt: z.string(),
  /** Since when it is among the recently deleted ones; null where it is not. */
  deletedAt: z.string().nullable(),
  /** What is wrong with its rules, each once. */
  problems: z.array(z.enum(RULE_PROBLEMS)),
});
export type SmartPlaylist = z.infer<typeof SmartPlaylistSchema>;

const refOf = ({ id, createdAt }: SmartPlaylist) => ({ id, createdAt });

/** A change of any of these may change which tracks are meant. */
const SMART_READS = ['tracks', 'playlists', 'plays', 'ratings', 'favourites'] as const;

export const smartPlaylistCalls = {
  /** All smart playlists, the deleted ones too, by name. */
  smartPlaylists: read({
    route: 'GET /api/smart-playlists',
    input: z.object({}),
    answer: z.array(SmartPlaylistSchema),
    reads: ['playlists'],
  }),
  createSmartPlaylist: write({
    route: 'POST /api/smart-playlists',
    input: z.object({ name: NameSchema, rules: SmartRulesSchema }),
    answer: SmartPlaylistSchema,
    changes: ['playlists'],
    inverse: (_, playlist) => ({ call: 'deleteSmartPlaylist', input: refOf(playlist) }),
  }),
  /** Gives a smart playlist another name, other rules, or both. */
  changeSmartPlaylist: write({
    route: 'PUT /api/smart-playlists/:id',
    input: SmartRefSchema.extend({ name: NameSchema, rules: SmartRulesSchema }),
    answer: z.object({ playlist: SmartPlaylistSchema, before: SmartPlaylistSchema }),
    changes: ['playlists'],
    inverse: (_, { before }) =>
      before.rules === null
        ? null
        : {
            call: 'changeSmartPlaylist',
            input: { ...refOf(before), name: before.name, rules: before.rules },
          },
  }),
  deleteSmartPlaylist: write({
    route: 'DELETE /api/smart-playlists/:id',
    input: SmartRefSchema,
    answer: SmartPlaylistSchema,
    changes: ['playlists'],
    inverse: (_, playlist) => ({ call: 'restoreSmartPlaylist', input: refOf(playlist) }),
  }),
  restoreSmartPlaylist: write({
    route: 'POST /api/smart-playlists/:id/restore',
    input: SmartRefSchema,
    answer: SmartPlaylistSchema,
    changes: ['playlists'],
    inverse: (_, playlist) => ({ call: 'deleteSmartPlaylist', input: refOf(playlist) }),
  }),
  /** How many tracks some rules choose, before they are kept. */
  countRules: read({
    route: 'POST /api/smart-playlists/count',
    input: z.object({
      rules: SmartRulesSchema,
      /** The smart playlist that they are of; null for a new one. */
      id: IdSchema.nullable(),
    }),
    answer: z.object({
      tracks: z.number().int(),
      durationMs: z.number().int(),
      problems: z.array(z.enum(RULE_PROBLEMS)),
    }),
    reads: [...SMART_READS],
  }),
};
