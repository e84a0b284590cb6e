/**
 * The thread that writes tags: it has whole files in memory, waits for disks, and may break off over one of
 * them. It has no database.
 */
import { parentPort } from 'node:worker_threads';
import { reportError } from '../../../shared/errors.ts';
import { likelyLanguages } from '../scan/reading/likely-languages.ts';
import { TagEditor } from './tag-editor.ts';
import {
  type SeenTags,
  type TagWriteAnswer,
  type TagWriteRequest,
  TagWriteRequestSchema,
  type WrittenTags,
} from './tag-write-messages.ts';
import { seeTags, writeTags } from './write-tags.ts';

/** Whose encodings are likely. */
const languages = likelyLanguages();

const editor = TagEditor.load();

/** Done when the request before is answered. */
let last: Promise<void> = Promise.resolve();

parentPort?.on('message', (message: unknown) => {
  const request = TagWriteRequestSchema.parse(message);
  last = last.then(async () => parentPort?.postMessage(await answer(request)));
});

async function answer(request: TagWriteRequest): Promise<TagWriteAnswer> {
  try {
    return { kind: 'done', result: await handle(request) };
  } catch (error) {
    return { kind: 'failed', report: reportError(error) };
  }
}

async function handle(request: TagWriteRequest): Promise<SeenTags | WrittenTags> {
  const { path } = request;
  if (request.kind === 'see') return seeTags(path, await editor);
  const { tags, expected, encoding } = request;
  return writeTags(path, { tags, expected, readAs: { encoding, languages } }, await editor);
}
