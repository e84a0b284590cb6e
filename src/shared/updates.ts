/** How updating the app itself goes: what the main process tells the main window. */
import { z } from 'zod';
import { ErrorReportSchema } from './errors.ts';

/** A newer version that can be installed. */
const UpdateOfferSchema = z.object({
  version: z.string(),
  /** As the feed has them, HTML or plain text, empty if it has none: remote content, never markup. */
  notes: z.string(),
});
export type UpdateOffer = z.infer<typeof UpdateOfferSchema>;

const UpdateStageSchema = z.discriminatedUnion('stage', [
  z.object({ stage: z.literal('idle') }),
  z.object({ stage: z.literal('checking') }),
  /** There is no newer version than this one. */
  z.object({ stage: z.literal('current'), version: z.string() }),
  z.object({
    stage: z.literal('downloading'),
    offer: UpdateOfferSchema,
    /** In bytes; null until the size is known. */
    progress: z.object({ done: z.number(), total: z.number() }).nullable(),
  }),
  z.object({
    stage: z.literal('ready'),
    offer: UpdateOfferSchema,
    /** Why it was not installed when the person asked for it, in a plain sentence. */
    refusal: z.string().nullable(),
  }),
  z.object({ stage: z.literal('installing'), offer: UpdateOfferSchema }),
  z.object({ stage: z.literal('failed'), error: ErrorReportSchema }),
  /** This copy of the app does not update itself; the reason is a plain sentence. */
  z.object({ stage: z.literal('unsupported'), reason: z.string() }),
]);
export type UpdateStage = z.infer<typeof UpdateStageSchema>;

export const UpdateStateSchema = z.object({
  at: UpdateStageSchema,
  /** Whether the window says so: what happens in the background stays there. */
  isShown: z.boolean(),
});
export type UpdateState = z.infer<typeof UpdateStateSchema>;

/** What a person can choose about an update. */
export const UpdateActionSchema = z.enum(['check', 'restart', 'dismiss', 'open-releases']);
export type UpdateAction = z.infer<typeof UpdateActionSchema>;
