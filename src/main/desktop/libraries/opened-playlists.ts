/**
 * Playlist files that are opened with Fermata: named by a start, handed over by a later one, or told
 * by macOS. They are made playlists once the library is open; the page is told what became of them.
 */
import type { BrowserWindow } from 'electron';
import { z } from 'zod';
import type { OpenedPlaylist } from '../../../shared/desktop-bridge.ts';
import { reportError } from '../../../shared/errors.ts';
import { IPC } from '../../../shared/ipc-channels.ts';
import type { Library } from '../../library/library.ts';
import { logError } from '../logs/log.ts';
import { answerCalls } from '../security/ipc.ts';

interface OpenedPlaylistsOptions {
  /** The open library, or null where there is none. */
  readonly library: () => Library | null;
  /** The window of the page that tells what became of them. */
  readonly window: () => BrowserWindow | null;
}

export class OpenedPlaylists {
  readonly #options: OpenedPlaylistsOptions;
  #waiting: string[] = [];
  #opened: OpenedPlaylist[] = [];
  #opening = Promise.resolve();

  constructor(options: OpenedPlaylistsOptions) {
    this.#options = options;
    answerCalls(IPC.takeOpenedPlaylists, options.window, z.undefined(), () => this.#takeOpened());
  }

  /** Makes playlists of the files, as soon as there is a library. */
  open(files: readonly string[]): Promise<void> {
    this.#waiting.push(...files);
    // One after the other, in the order of the files.
    this.#opening = this.#opening.then(() => this.#openWaiting());
    return this.#opening;
  }

  async #openWaiting(): Promise<void> {
    const library = this.#options.library();
    if (library === null) return;
    const files = this.#waiting;
    this.#waiting = [];
    for (const file of files) {
      const opened = await openIn(library, file);
      // Not before: the page may have taken the list meanwhile.
      this.#opened.push(opened);
    }
    // A page that does not listen yet asks when it does.
    if (files.length > 0) this.#options.window()?.webContents.send(IPC.playlistsOpened);
  }

  #takeOpened(): OpenedPlaylist[] {
    const taken = this.#opened;
    this.#opened = [];
    return taken;
  }
}

async function openIn(library: Library, file: string): Promise<OpenedPlaylist> {
  try {
    return { outcome: 'imported', playlist: await library.importPlaylistFile(file) };
  } catch (error) {
    logError('A playlist could not be opened', error);
    return { outcome: 'failed', error: reportError(error) };
  }
}
