/** The music folders, and the tracks whose files are missing. */
export const folders = {
  'folders.missingOn': '{count, number} on {disk}',
  'folders.missingIn': '{count, number} in {folder}',
  'folders.missingElsewhere': 'others elsewhere',
} as const;
