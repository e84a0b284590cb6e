/** What the update feed offers: remote content, parsed before anything believes it. */
import type { UpdateInfo } from 'electron-updater';
import { z } from 'zod';
import type { UpdateOffer } from '../../../shared/updates.ts';

/** A version with its pre-release part (https://semver.org), build metadata apart. */
const VERSION = /^\d{1,9}\.\d{1,9}\.\d{1,9}(-[0-9A-Za-z.-]+)?(?:\+[0-9A-Za-z.-]+)?$/;

/** Enough for any release; more would only slow the window down. */
const MAX_NOTES_LENGTH = 20_000;

const FeedSchema = z.object({
  version: z.string().max(100).regex(VERSION),
  releaseNotes: z.string().nullish(),
});

/**
 * What a person is offered.
 *
 * @param info as the feed has it
 * @param currentVersion that of this app: only an app that is a pre-release itself is offered one
 * @returns null where there is nothing to offer
 * @throws ZodError if the feed is not in order
 */
export function readOffer(info: UpdateInfo, currentVersion: string): UpdateOffer | null {
  const { version, releaseNotes } = FeedSchema.parse(info);
  if (isPrerelease(version) && !isPrerelease(currentVersion)) return null;
  return { version, notes: readable(releaseNotes ?? '') };
}

function isPrerelease(version: string): boolean {
  return VERSION.exec(version)?.[1] !== undefined;
}

/** Without what could make text look like other text: control characters, changes of direction. */
function readable(notes: string): string {
  return notes
    .slice(0, MAX_NOTES_LENGTH)
    .replaceAll('\r\n', '\n')
    .replaceAll(/[^\P{C}\n\t]/gu, '')
    .trim();
}
