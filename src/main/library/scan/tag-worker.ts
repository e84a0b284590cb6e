/**
 * The thread that reads the tags of audio files, for the one that writes the library: parsing a file may
 * take long, or break off. It has no database.
 */
import { constants, setPriority } from 'node:os';
import { parentPort, workerData } from 'node:worker_threads';
import { leadsToOwnFile } from '../../lifecycle/lock/own-files.ts';
import { loadTagReader, readTags } from './read-tags.ts';
import {
  type TagAnswer,
  TagRequestSchema,
  type TagsOrProblem,
  TagThreadOptionsSchema,
} from './tag-messages.ts';

// A scan can wait for a person. On Linux a priority is a thread's own; elsewhere it would be the app's.
if (process.platform === 'linux') setPriority(constants.priority.PRIORITY_BELOW_NORMAL);

const library = TagThreadOptionsSchema.parse(workerData);

/** Done when the answer before is sent: answers have the order of their requests. */
let sent: Promise<void> = Promise.resolve();

parentPort?.on('message', (message: unknown) => {
  const { paths } = TagRequestSchema.parse(message);
  const reading = Promise.all(paths.map(read));
  sent = sent.then(async () => send({ kind: 'tags', results: await reading }));
});

await loadTagReader();
send({ kind: 'ready' });

async function read(path: string): Promise<TagsOrProblem> {
  const isOwn = await leadsToOwnFile(path, library);
  return isOwn ? { problem: 'It is a file of this library itself.' } : readTags(path);
}

function send(message: TagAnswer): void {
  parentPort?.postMessage(message);
}
