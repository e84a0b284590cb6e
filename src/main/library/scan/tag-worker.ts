/**
 * A thread that reads the tags of audio files, for the one that writes the library: parsing a file may
 * take long, or break off. It has no database.
 */
import { basename } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import type { TextEncoding } from '../../../shared/text-encodings.ts';
import { tellInEnglish, words } from '../../../shared/words/words.ts';
import { leadToOwnFiles } from '../../lifecycle/lock/own-files.ts';
import { lowerPriority } from '../../lifecycle/thread/priority.ts';
import { isFolderPicture } from './folder-pictures.ts';
import { loadTagReader, readPicture, readTags } from './read-tags.ts';
import { likelyLanguages } from './reading/likely-languages.ts';
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

/** Whose encodings are likely. */
const languages = likelyLanguages();

const OWN_FILE: TagsOrProblem = { problem: tellInEnglish(words('scanReasons.ownFile')) };

/** Done when the answer before is sent: answers have the order of their requests. */
let sent: Promise<void> = Promise.resolve();

parentPort?.on('message', (message: unknown) => {
  const { paths, encodings = {} } = TagRequestSchema.parse(message);
  const reading = readAll(paths, encodings);
  sent = sent.then(async () => send({ kind: 'tags', results: await reading }));
});

loadTagReader();
send({ kind: 'ready' });

async function readAll(
  paths: readonly string[],
  encodings: Readonly<Record<string, TextEncoding>>,
): Promise<ReadResult[]> {
  const areOwn = await leadToOwnFiles(paths, library);
  return paths.map((path, index) => {
    if (areOwn[index] === true) return OWN_FILE;
    return isFolderPicture(basename(path))
      ? readPicture(path)
      : readTags(path, { encoding: encodings[path] ?? null, languages });
  });
}

function send(message: TagAnswer): void {
  parentPort?.postMessage(message);
}
