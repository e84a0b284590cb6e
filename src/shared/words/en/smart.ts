/** Smart playlists: their rules as sentences, and what is said of them. */
export const smart = {
  'smart.refersToItself': 'The rules of “{name}” would lead back to “{name}”.',
  'smart.chooseAnother': 'Choose another playlist in the rule, or remove the rule.',
  'smart.nothingChanged': 'Nothing was changed.',
} as const;
