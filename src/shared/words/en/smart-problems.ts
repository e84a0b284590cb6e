/** What is wrong with the rules of a smart playlist. */
export const smartProblems = {
  'smartProblems.unknown':
    'A rule was made by a newer version of Fermata, or cannot be read. It is kept, and no track meets it.',
  'smartProblems.itself': 'A rule leads back to this playlist itself. No track meets it.',
  'smartProblems.gone': 'A rule names a playlist that is not there any more. No track meets it.',
} as const;
