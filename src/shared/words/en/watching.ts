/** Keeping the library up to date by itself. */
export const watching = {
  'watching.title': 'Changes',
  'watching.setting': 'Keep the library up to date by itself',
  'watching.isOn':
    'What changes in these folders shows within seconds while Fermata is open, and after its next start.',
  'watching.isOff': 'What changes in these folders shows when you scan them.',
  'watching.turnedOn': 'Changes show by themselves',
  'watching.turnedOff': 'Changes show when you scan',

  'watching.onShare':
    '{folder} is on a network share, where changes cannot be watched: Fermata looks for them every few minutes.',
  'watching.atLimit':
    '{folder} has more folders than this system watches for one user: Fermata looks for changes there every few minutes. To see them at once, raise the limit (fs.inotify.max_user_watches on Linux) and start Fermata again.',
  'watching.notBySystem':
    'Changes in {folder} cannot be watched on this system: Fermata looks for them every few minutes.',
  'watching.failed':
    'Fermata could not bring your library up to date by itself, and will try again: {reason}',
} as const;
