/** Many who talk to the web process at once: pages that listen, requests without a pause, and a scan. */
import { setTimeout as delay } from 'node:timers/promises';
import { ErrorReportSchema } from '../../src/shared/errors.ts';
import { makeMusicFolder } from './music-folders.ts';
import type { Visitor } from './web-visitor.ts';

const LISTENERS = 5;
const ASKERS = 20;

/** Answered before the load counts as one. */
const FIRST_ANSWERS = 200;

/** A scan of so many files outlasts the rest. */
const FILES = 5_000;

export interface Load {
  /** When each play began that the web process said it recorded. */
  readonly recorded: string[];
  /** Once the process is gone for everybody: what else it answered than what is right, in words. */
  readonly ended: Promise<string[]>;
}

/** Puts the web process under load until it is gone; settles once it has answered a lot. */
export async function startLoad({ ask }: Visitor): Promise<Load> {
  const recorded: string[] = [];
  const complaints: string[] = [];
  let answers = 0;
  let playNumber = 0;

  const folders = [await makeMusicFolder(FILES)];
  await ask('/api/scan', { method: 'POST', body: JSON.stringify({ folders }) });
  const listen = async () => {
    const stream = await ask('/api/events');
    await stream.text().catch((error) => complaints.push(`An event stream broke: ${error}`));
  };
  const play = async () => {
    playNumber += 1;
    const startedAt = new Date(Date.UTC(2025, 0, 1) + playNumber).toISOString();
    const body = JSON.stringify({ startedAt });
    const answer = await ask('/api/tracks/1/plays', { method: 'POST', body });
    if (answer.ok) recorded.push(startedAt);
    return answer;
  };
  const askOn = async (isPlayer: boolean) => {
    for (;;) {
      const answer = isPlayer ? await play() : await ask('/api/tracks?limit=100');
      const content: unknown = await answer.json();
      answers += 1;
      if (answer.ok) continue;
      // The library is closed before the last connection.
      const { code } = ErrorReportSchema.parse(content);
      if (answer.status !== 503 || code !== 'INTERRUPTED') {
        complaints.push(`${answer.status}: ${JSON.stringify(content)}`);
      }
    }
  };
  // Each goes on until there is nobody to ask.
  const askers = Array.from({ length: ASKERS }, (_, index) => askOn(index % 2 === 0));
  const ended = Promise.allSettled([...askers, ...Array.from({ length: LISTENERS }, listen)]);
  while (answers < FIRST_ANSWERS) await delay(10);
  return { recorded, ended: ended.then(() => complaints) };
}
