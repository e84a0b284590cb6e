/** The library's session, written down in the log as it goes. */
import type { ApiEvent } from '../../../shared/api/events.ts';
import { namedFolders, placesOfLibrary } from '../../known-places.ts';
import type { LibrarySession, SessionOptions } from '../../library-session.ts';
import { LibraryLog } from './library-log.ts';
import { nameInLog, writeLog } from './log.ts';

export class SessionLog {
  readonly #log = new LibraryLog(writeLog);

  /** What a session is given, to tell the log of each step of its work. */
  readonly options: Omit<SessionOptions, 'host'> = {
    onEvent: (event) => this.#log.lifecycle(event),
    onChoice: (choice) => nameInLog(placesOfLibrary(choice)),
  };

  /** Writes down the scans and the work on backups of a session, as its windows are told of them. */
  follow({ events }: LibrarySession): void {
    events.subscribe((event) => this.#logEvent(event));
  }

  #logEvent(event: ApiEvent): void {
    if (event.type === 'backups') this.#log.backups(event.activity);
    if (event.type === 'health') this.#log.check(event.check);
    if (event.type !== 'scan') return;
    nameInLog(namedFolders('music', event.scan.folders));
    this.#log.scan(event.scan);
  }
}
