/** How a scan of music folders ended. */
export const scan = {
  'scan.finished': 'Scan finished: {counts}.',
  'scan.cancelled': 'Scan cancelled: {counts}.',
  'scan.finishedWithNothing': 'Scan finished: no audio files were found.',
  'scan.cancelledWithNothing': 'Scan cancelled: no audio files were found.',
  'scan.added': '{count, plural, one {# track} other {# tracks}} added',
  'scan.changed': '{count, number} changed',
  'scan.unchanged': '{count, number} unchanged',
  'scan.missing': '{count, number} missing',
  'scan.failed': '{count, plural, one {# file} other {# files}} could not be read',
} as const;
