/** A thread that reads one playlist file: its encodings are guessed, and each of its entries is looked for on the disk. */
import { parentPort, workerData } from 'node:worker_threads';
import { reportError } from '../../../shared/errors.ts';
import { readPlaylistFile } from './playlist-file.ts';
import { type PlaylistRead, PlaylistRequestSchema } from './read-in-thread.ts';

const { path, ...library } = PlaylistRequestSchema.parse(workerData);

readPlaylistFile(path, library).then(
  (content) => send({ content }),
  (error: unknown) => send({ error: reportError(error) }),
);

function send(read: PlaylistRead): void {
  parentPort?.postMessage(read);
}
