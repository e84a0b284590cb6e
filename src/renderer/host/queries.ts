/** The names under which what the API answered is kept, until a change makes it old. */

/** Everything that changes with the library begins with this. */
export const LIBRARY_QUERIES = ['library'] as const;
export const SUMMARY_QUERY = [...LIBRARY_QUERIES, 'summary'] as const;
export const TRACK_QUERIES = [...LIBRARY_QUERIES, 'tracks'] as const;
export const PROBLEM_QUERY = [...LIBRARY_QUERIES, 'scan-problems'] as const;

/** The playlist files that were opened with the desktop app. */
export const OPENED_PLAYLISTS_QUERY = ['opened-playlists'] as const;

export const SCAN_QUERY = ['scan'] as const;

export const BACKUP_LIST_QUERY = ['backups', 'list'] as const;
export const WAY_BACK_QUERY = ['backups', 'way-back'] as const;
export const BACKUP_ACTIVITY_QUERY = ['backups', 'activity'] as const;

export const HEALTH_QUERY = ['health', 'facts'] as const;
export const HEALTH_CHECK_QUERY = ['health', 'check'] as const;
