/**
 * A thread that reads audio files, for those that have the library open: parsing a file may take long, or
 * break off. It has no database.
 */
import { basename } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import { tellInEnglish, words } from '../../../shared/words/words.ts';
import { leadToOwnFiles } from '../../lifecycle/lock/own-files.ts';
import { lowerPriority } from '../../lifecycle/thread/priority.ts';
import { isFolderPicture } from './folder-pictures.ts';
import {
  loadTagReader,
  readDoubtfulTexts,
  readFolderPicture,
  readPictureBytes,
  readTags,
} from './read-tags.ts';
import { likelyLanguages } from './reading/likely-languages.ts';
import { keepNote } from './reading/waiting.ts';
import {
  type TagAnswer,
  type TagJob,
  TagRequestSchema,
  type TagResult,
  TagThreadOptionsSchema,
} from './tag-messages.ts';

// A scan can wait for a person.
lowerPriority();

const { waiting, ...library } = TagThreadOptionsSchema.parse(workerData);
keepNote(waiting);

/** Whose encodings are likely. */
const languages = likelyLanguages();

/** Done when the requests before are answered. */
let answered: Promise<void> = Promise.resolve();

parentPort?.on('message', (message: unknown) => {
  const { jobs } = TagRequestSchema.parse(message);
  answered = answered.then(() => answerAll(jobs));
});

loadTagReader();
send({ kind: 'ready' });

async function answerAll(jobs: readonly TagJob[]): Promise<void> {
  const areOwn = await leadToOwnFiles(
    jobs.map(({ path }) => path),
    library,
  );
  for (const [index, job] of jobs.entries()) {
    const result = areOwn[index] === true ? ofOwnFile(job) : read(job);
    const bytes = 'bytes' in result ? result.bytes : null;
    send({ kind: 'result', result }, bytes === null ? [] : [bytes.buffer]);
  }
}

function read(job: TagJob): TagResult {
  const { path } = job;
  if (job.kind === 'picture') return { bytes: readPictureBytes(path, job.sha256) };
  if (job.kind === 'texts') return { texts: [...readDoubtfulTexts(path)] };
  return isFolderPicture(basename(path))
    ? readFolderPicture(path)
    : readTags(path, { encoding: job.encoding, languages });
}

function ofOwnFile({ kind }: TagJob): TagResult {
  if (kind === 'picture') return { bytes: null };
  if (kind === 'texts') return { texts: [] };
  return { problem: tellInEnglish(words('scanReasons.ownFile')) };
}

function send(message: TagAnswer, transferred: ArrayBuffer[] = []): void {
  parentPort?.postMessage(message, transferred);
}
