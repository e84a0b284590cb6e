/** Why a scan could not read a file or a folder. */
export const scanReasons = {
  'scanReasons.noPermission': 'There is no permission to read it.',
  'scanReasons.leadsNowhere': 'It leads to something that does not exist.',
  'scanReasons.leadsToItself': 'It is a link that leads to itself.',
  'scanReasons.diskError': 'The disk reports an error.',
  'scanReasons.notUnicode': 'Its name is not valid UTF-8. Rename it.',
  'scanReasons.pathTooLong': 'Its path is too long.',
  'scanReasons.shareSilent': 'Its disk or network share does not answer.',
  'scanReasons.tooManyOpen': 'Too many files are open on this computer.',
  'scanReasons.noAudio': 'There is no audio in it.',
  'scanReasons.notReadable': 'It is damaged, or its format is not known.',
  'scanReasons.film': 'It is a film.',
  'scanReasons.tooMuch': 'Its tags are larger than those of any music: it may be damaged.',
  'scanReasons.endsEarly': 'It ends before its audio begins.',
  'scanReasons.damaged': 'It is damaged or not audio: {reason}',
  'scanReasons.brokeOff': 'Reading it broke off: it may be damaged.',
  'scanReasons.ownFile': 'It is a file of this library itself.',
} as const;
