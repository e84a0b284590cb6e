/** Why tags could not be written into a file, and what to do about it. */
export const tagErrors = {
  'tagErrors.nothingWritten': 'The file and the library are as they were.',
  'tagErrors.isPart':
    '{path} is a part of a file that a cue sheet divides. It has no tags of its own.',
  'tagErrors.editSheet': 'Change the cue sheet, and scan the folder again.',
  'tagErrors.isLink': '{path} is a link to another file.',
  'tagErrors.editTarget': 'Edit the tags of the file that the link leads to.',
  'tagErrors.hardLinks':
    'The file {path} has {names} names (hard links). Writing tags would part them.',
  'tagErrors.copyFirst': 'Make a copy of the file in the place of this name, and try again.',
  'tagErrors.changedMeanwhile': 'Another program has changed the file {path} meanwhile.',
  'tagErrors.valueChanged': 'The tag {field} of {path} has been changed meanwhile.',
  'tagErrors.lookAgain': 'Look at the tags as they are now, and try again.',
  'tagErrors.readOnly': 'The file {path} can only be read.',
  'tagErrors.allowWriting':
    'Change the permissions of the file and its folder so that you can write them, or move them to a disk that can be written.',
  'tagErrors.cannotKeepAccess':
    'The owner, the permissions or the extended attributes of {path} cannot be kept.',
  'tagErrors.editAsOwner': 'Edit the tags as the user who owns the file.',
  'tagErrors.format': 'Fermata cannot write tags into files of this format: {path}.',
  'tagErrors.convert':
    'Tags can be written into MP3, FLAC, Ogg, Opus, M4A, WAV, AIFF, WavPack, Monkey’s Audio, Musepack and True Audio.',
  'tagErrors.tooLarge': 'The file {path} is too large for Fermata to write its tags.',
  'tagErrors.otherProgram': 'Edit its tags with another program, and scan its folder again.',
  'tagErrors.damaged': 'The file {path} is damaged. Fermata does not write into it.',
  'tagErrors.audioWouldChange': 'Writing tags into {path} would have changed its audio.',
  'tagErrors.otherTagsWouldChange': 'Writing tags into {path} would have changed {field} as well.',
  'tagErrors.valueNotKept': 'The format of {path} does not keep the tag {field} as you wrote it.',
  'tagErrors.otherValue': 'Write another value, or leave this tag as it is.',
  'tagErrors.brokeOff': 'Writing the tags of this file has broken off.',
  'tagErrors.someNotRestored':
    '{count, plural, one {# file does} other {# files do}} not have the old tags again. {reason}',
  'tagErrors.othersRestored':
    'The other files have their old tags again: {count, number} of {total, number}.',
} as const;
