/**
 * Who holds a library's lock, written beside it for people, for waiters and for successors. Read and
 * written in place: through the thread pool these few bytes would cost the lock twice its time.
 */
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { hostname, uptime } from 'node:os';
import { type LockHolder, LockHolderSchema } from '../../../shared/lifecycle-events.ts';
import { keptWords } from '../../../shared/words/kept-words.ts';
import { tellInEnglish, type Words, words } from '../../../shared/words/words.ts';
import { accessBeside } from '../files/access.ts';
import { readSmallFileSync } from '../files/door.ts';
import { writeWholeSync } from '../files/durable-files.ts';
import type { LockLocation } from '../files/file-names.ts';
import { ownFiles } from './own-files.ts';

/** Of what a holder says of itself: a few hundred are enough, in bytes. */
const MOST_BYTES = 64 * 1024;

let thisBoot: string | undefined;

/** This process as a lock's holder, from now on. */
export function newHolder(appVersion: string, purpose: string): LockHolder {
  return {
    pid: process.pid,
    host: hostname(),
    bootId: bootId(),
    appVersion,
    purpose,
    since: new Date().toISOString(),
    token: randomUUID(),
  };
}

/**
 * Whether a holder ran on this machine since it was started. On Linux the boot alone tells: containers
 * of one machine have host names of their own.
 */
export function isOfThisBoot(holder: LockHolder): boolean {
  if (holder.bootId !== bootId()) return false;
  return process.platform === 'linux' || isOfThisHost(holder);
}

/** Whether a holder ran on a machine of this name, in this boot or an earlier one. */
export function isOfThisHost(holder: LockHolder): boolean {
  return holder.host === hostname();
}

/** The lock's holder as it named itself; null where none is named, or not legibly. */
export function readHolder(location: LockLocation): LockHolder | null {
  try {
    const content = readSmallFileSync(location.holderFile, {
      maxBytes: MOST_BYTES,
      isOwn: ownFiles(location),
    });
    return LockHolderSchema.parse(JSON.parse(content.toString('utf8')));
  } catch {
    // No name is no reason to stop: whoever it is has not written it yet, or wrote another format.
    return null;
  }
}

/** Writes down who holds the lock; a reader sees the old name or the new one, never half of it. */
export function writeHolder(location: LockLocation, holder: LockHolder): void {
  writeWholeSync(location.holderFile, JSON.stringify(holder), accessBeside(location.libraryFile));
}

/** A holder in words, for messages: "process 4711 on studio (Fermata 1.2.0), upgrading …". */
export function holderWords(holder: LockHolder | null): Words {
  if (holder === null) return words('libraryErrors.anotherProcess');
  const { pid, host, appVersion: version, since: time } = holder;
  const purpose = keptWords(holder.purpose, 'inUse');
  return words('libraryErrors.holder', { pid: String(pid), host, version, purpose, time });
}

/** A holder as logs name it. */
export function describeHolder(holder: LockHolder | null): string {
  return tellInEnglish(holderWords(holder));
}

/**
 * Linux names each boot; elsewhere the minute the machine was started in stands in for it. If a
 * clock change makes it differ, a dead lock looks like one of an earlier boot.
 */
function bootId(): string {
  thisBoot ??= readBootId();
  return thisBoot;
}

function readBootId(): string {
  if (process.platform === 'linux') {
    return readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
  }
  return new Date(Math.round((Date.now() - uptime() * 1000) / 60_000) * 60_000).toISOString();
}
