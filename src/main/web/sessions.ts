/**
 * The browsers that were let in: each has a secret of its own, so that one can be sent away and the
 * others stay. They are known as long as the web process runs.
 */
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { BrowserSession } from '../../shared/api/sessions.ts';
import { FermataError } from '../../shared/errors.ts';
import { words } from '../../shared/words/words.ts';
import { browserName } from './browser-name.ts';

/** 256 bits: cannot be guessed. */
const SECRET_BYTES = 32;

/** A browser that was let in. */
export interface Session {
  /** By which a page names it; it lets no browser in. */
  readonly id: string;
  readonly secret: string;
  readonly browser: string;
  readonly since: Date;
  lastSeen: Date;
  /** Aborted once the browser is sent away: its event streams end then. */
  readonly ending: AbortController;
}

export class Sessions {
  readonly #sessions = new Map<string, Session>();

  /** Lets a browser in. */
  begin(userAgent: string | null): Session {
    const now = new Date();
    const session = {
      id: randomBytes(8).toString('hex'),
      secret: makeSecret(),
      browser: browserName(userAgent ?? ''),
      since: now,
      lastSeen: now,
      ending: new AbortController(),
    };
    this.#sessions.set(session.id, session);
    return session;
  }

  /** The session that a secret belongs to, which is then seen; null where there is none. */
  find(secret: string): Session | null {
    const found = [...this.#sessions.values()].find((one) => isSameSecret(secret, one.secret));
    if (found !== undefined) found.lastSeen = new Date();
    return found ?? null;
  }

  /**
   * All of them, the one that was seen last first.
   *
   * @param own the session of the browser that asks
   */
  list(own: Session): BrowserSession[] {
    return [...this.#sessions.values()]
      .toSorted((a, b) => b.lastSeen.getTime() - a.lastSeen.getTime())
      .map(({ id, browser, since, lastSeen }) => ({
        id,
        browser,
        since: since.toISOString(),
        lastSeen: lastSeen.toISOString(),
        isOwn: id === own.id,
      }));
  }

  /**
   * Sends a browser away: its next request is a stranger's.
   *
   * @throws FermataError `NOT_FOUND` if it is gone already
   */
  end(id: string): void {
    const session = this.#sessions.get(id);
    if (session === undefined) {
      throw new FermataError('NOT_FOUND', words('errors.notThereAnyMore'), {
        advice: words('errors.chooseSomethingElse'),
      });
    }
    this.#sessions.delete(id);
    session.ending.abort();
  }
}

export function makeSecret(): string {
  return randomBytes(SECRET_BYTES).toString('base64url');
}

/** Compares digests: they have one length, and the time it takes says nothing of the secret. */
export function isSameSecret(given: string, secret: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(secret));
}
