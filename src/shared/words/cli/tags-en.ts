/** What `fermata tags` says. */
export const tagsEn = {
  'help.tagsShow': 'list all tags of their files, as they are written',
  'help.tagsSet': 'write tags into their files',
  'help.tagsTag': 'a tag; several times for several values; without a value to remove it',
  'help.tagsPreview': 'only show what would change',

  'tags.none': 'No tags.',
  'tags.noValue': '(none)',
  'tags.asTheyAre': 'It has these tags already.',
  'tags.written':
    '{count, plural, =0 {No file was changed.} one {# file was written.} other {# files were written.}}',
  'tags.hadThem': '{count, plural, one {# file} other {# files}} had these tags already.',
  'tags.notWritten': 'Not written: {reason}',
} as const;
