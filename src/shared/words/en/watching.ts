/** Keeping the library up to date by itself. */
export const watching = {
  'watching.onShare':
    '{folder} is on a network share, where changes cannot be watched: Fermata looks for them every few minutes.',
  'watching.atLimit':
    '{folder} has more folders than this system watches for one user: Fermata looks for changes there every few minutes. To see them at once, raise the limit (fs.inotify.max_user_watches on Linux) and start Fermata again.',
  'watching.notBySystem':
    'Changes in {folder} cannot be watched on this system: Fermata looks for them every few minutes.',
  'watching.failed':
    'Fermata could not bring your library up to date by itself, and will try again: {reason}',
} as const;
