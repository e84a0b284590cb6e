/** What buttons of several screens say. */
export const actions = {
  'actions.cancel': 'Cancel',
  'actions.close': 'Close',
  'actions.dismiss': 'Dismiss',
  'actions.hide': 'Hide',
  'actions.ok': 'OK',
  'actions.quit': 'Quit',
  'actions.reload': 'Reload',
  'actions.retry': 'Retry',
  'actions.undo': 'Undo',
  'actions.play': 'Play',
} as const;
