/**
 * Who may hold connections to the web process: browsers that were let in have most of the room. Of the
 * others the oldest goes when there are too many, so that no program can shut the owner out by holding
 * all of them.
 */
import type { Server } from 'node:http';
import type { Socket } from 'node:net';

/** One browser opens six connections; more than this come from somewhere else. */
const MOST_CONNECTIONS = 128;

/** Of those that have not said anything of a session. */
const MOST_STRANGERS = MOST_CONNECTIONS / 4;

export class Connections {
  /** In the order in which they came. */
  readonly #strangers = new Set<Socket>();

  constructor(server: Server) {
    server.maxConnections = MOST_CONNECTIONS;
    server.on('connection', (socket) => this.#admit(socket));
  }

  /** A request with a session came over it. */
  know(socket: Socket): void {
    this.#strangers.delete(socket);
  }

  #admit(socket: Socket): void {
    this.#strangers.add(socket);
    socket.once('close', () => this.#strangers.delete(socket));
    if (this.#strangers.size <= MOST_STRANGERS) return;
    const [oldest] = this.#strangers;
    oldest?.destroy();
  }
}
