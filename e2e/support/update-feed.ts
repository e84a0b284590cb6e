/** A server of updates as electron-builder publishes them, which can be made to misbehave. */
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { onTestFinished } from 'vitest';

/** A release on the feed. */
export interface Release {
  readonly version: string;
  readonly notes?: string;
  /** The app's file. */
  readonly content: string;
  /** What the feed says its hash is; the right one by default. */
  readonly sha512?: string;
}

/** How the server answers a request for a file. */
type Answer = (response: ServerResponse) => void;

export class UpdateFeed {
  readonly #server = createServer((request, response) => this.#answer(request, response));
  readonly #answers = new Map<string, Answer>();
  readonly #requests: IncomingMessage[] = [];

  /** The address of the feed, once it is open. */
  get url(): string {
    const address = this.#server.address();
    if (address === null || typeof address === 'string') throw new Error('The feed is not open.');
    return `http://127.0.0.1:${address.port}/`;
  }

  /** What has been asked for, by path, in order. */
  get requested(): string[] {
    return this.#requests.map(pathOf);
  }

  /** The values of a header in all requests so far. */
  headers(name: string): Set<string | string[] | undefined> {
    return new Set(this.#requests.map(({ headers }) => headers[name]));
  }

  async open(port = 0): Promise<void> {
    this.#server.listen(port, '127.0.0.1');
    await once(this.#server, 'listening');
  }

  /** Nobody answers from now on. */
  async close(): Promise<void> {
    if (!this.#server.listening) return;
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, 'close');
  }

  /** Offers a release, and nothing else. */
  offer(release: Release): void {
    this.answer('/latest-linux.yml', withText(latestYml(release)));
    this.answer(`/${fileName(release.version)}`, withText(release.content));
  }

  /** Answers the requests for a file otherwise from now on. */
  answer(path: string, answer: Answer): void {
    this.#answers.set(path, answer);
  }

  #answer(request: IncomingMessage, response: ServerResponse): void {
    this.#requests.push(request);
    const answer = this.#answers.get(pathOf(request)) ?? withStatus(404);
    answer(response);
  }
}

/** Opens a feed that has no release yet. It is closed when the test ends. */
export async function openFeed(): Promise<UpdateFeed> {
  const feed = new UpdateFeed();
  await feed.open();
  onTestFinished(() => feed.close());
  return feed;
}

export function fileName(version: string): string {
  return `Fermata-${version}.AppImage`;
}

export function withText(text: string): Answer {
  return (response) => response.end(text);
}

export function withStatus(status: number): Answer {
  return (response) => {
    response.statusCode = status;
    response.end();
  };
}

/** Sends the first half, then waits for what comes first: the promise, or the end of the connection. */
export function withHalfUntil(text: string, rest: Promise<void>): Answer {
  return (response) => {
    response.setHeader('Content-Length', text.length);
    response.write(text.slice(0, text.length / 2));
    void rest.then(() => response.end(text.slice(text.length / 2)));
  };
}

/** Sends the first half, and ends the connection. */
export function withHalf(text: string): Answer {
  return (response) => {
    response.setHeader('Content-Length', text.length);
    response.write(text.slice(0, text.length / 2), () => response.destroy());
  };
}

function latestYml({ version, notes, content, sha512 }: Release): string {
  return JSON.stringify({
    version,
    files: [
      {
        url: fileName(version),
        sha512: sha512 ?? createHash('sha512').update(content).digest('base64'),
        size: content.length,
      },
    ],
    releaseNotes: notes,
    releaseDate: '2026-11-24T12:00:00.000Z',
  });
}

function pathOf(request: IncomingMessage): string {
  return new URL(request.url ?? '', 'http://feed').pathname;
}
