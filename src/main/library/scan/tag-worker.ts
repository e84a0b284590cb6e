/**
 * A thread that reads the tags of audio files, for the one that writes the library: parsing a file may
 * take long, or break off. It has no database.
 */
import { basename } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import { tellInEnglish, words } from '../../../shared/words/words.ts';
import { leadToOwnFiles } from '../../lifecycle/lock/own-files.ts';
import { lowerPriority } from '../../lifecycle/thread/priority.ts';
import { isFolderPicture } from './folder-pictures.ts';
import { loadTagReader, readPicture, readTags } from './read-tags.ts';
import {
  type ReadResult,
  type TagAnswer,
  TagRequestSchema,
  type TagsOrProblem,
  TagThreadOptionsSchema,
} from './tag-messages.ts';

// A scan can wait for a person.
lowerPriority();

const library = TagThreadOptionsSchema.parse(workerData);

const OWN_FILE: TagsOrProblem = { problem: tellInEnglish(words('scanReasons.ownFile')) };

/** Done when the answer before is sent: answers have the order of their requests. */
let sent: Promise<void> = Promise.resolve();

parentPort?.on('message', (message: unknown) => {
  const { paths } = TagRequestSchema.parse(message);
  const reading = readAll(paths);
  sent = sent.then(async () => send({ kind: 'tags', results: await reading }));
});

loadTagReader();
send({ kind: 'ready' });

async function readAll(paths: readonly string[]): Promise<ReadResult[]> {
  const areOwn = await leadToOwnFiles(paths, library);
  return paths.map((path, index) => {
    if (areOwn[index] === true) return OWN_FILE;
    return isFolderPicture(basename(path)) ? readPicture(path) : readTags(path);
  });
}

function send(message: TagAnswer): void {
  parentPort?.postMessage(message);
}
