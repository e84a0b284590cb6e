/** Warum Tags nicht in eine Datei geschrieben werden konnten, und was sich dagegen tun lässt. */
import type { tagErrors as en } from '../en/tag-errors.ts';

export const tagErrors = {
  'tagErrors.nothingWritten': 'Die Datei und die Mediathek sind, wie sie waren.',
  'tagErrors.isPart':
    '{path} ist ein Teil einer Datei, die ein Cue-Sheet teilt. Der Teil hat keine eigenen Tags.',
  'tagErrors.editSheet': 'Ändere das Cue-Sheet und lies den Ordner neu ein.',
  'tagErrors.isLink': '{path} ist ein Link auf eine andere Datei.',
  'tagErrors.editTarget': 'Bearbeite die Tags der Datei, auf die der Link zeigt.',
  'tagErrors.hardLinks':
    'Die Datei {path} hat {names} Namen (Hardlinks). Tags zu schreiben würde sie trennen.',
  'tagErrors.copyFirst':
    'Lege an die Stelle dieses Namens eine Kopie der Datei und versuche es noch einmal.',
  'tagErrors.changedMeanwhile': 'Ein anderes Programm hat die Datei {path} inzwischen geändert.',
  'tagErrors.valueChanged': 'Der Tag {field} von {path} wurde inzwischen geändert.',
  'tagErrors.lookAgain': 'Sieh dir die Tags an, wie sie jetzt sind, und versuche es noch einmal.',
  'tagErrors.readOnly': 'Die Datei {path} kann nur gelesen werden.',
  'tagErrors.allowWriting':
    'Ändere die Rechte der Datei und ihres Ordners so, dass du sie schreiben kannst, oder verschiebe sie auf eine beschreibbare Platte.',
  'tagErrors.cannotKeepAccess':
    'Eigentümer, Rechte oder erweiterte Attribute von {path} können nicht beibehalten werden.',
  'tagErrors.editAsOwner': 'Bearbeite die Tags als der Benutzer, dem die Datei gehört.',
  'tagErrors.format': 'Fermata kann in Dateien dieses Formats keine Tags schreiben: {path}.',
  'tagErrors.convert':
    'Tags können in MP3, FLAC, Ogg, Opus, M4A, WAV, AIFF, WavPack, Monkey’s Audio, Musepack und True Audio geschrieben werden.',
  'tagErrors.tooLarge':
    'Die Datei {path} ist zu groß, als dass Fermata ihre Tags schreiben könnte.',
  'tagErrors.otherProgram':
    'Bearbeite ihre Tags mit einem anderen Programm und lies den Ordner neu ein.',
  'tagErrors.damaged': 'Die Datei {path} ist beschädigt. Fermata schreibt nicht in sie.',
  'tagErrors.audioWouldChange': 'Tags in {path} zu schreiben hätte den Ton verändert.',
  'tagErrors.otherTagsWouldChange': 'Tags in {path} zu schreiben hätte auch {field} verändert.',
  'tagErrors.valueNotKept':
    'Das Format von {path} behält den Tag {field} nicht so, wie du ihn geschrieben hast.',
  'tagErrors.otherValue': 'Schreibe einen anderen Wert oder lass diesen Tag, wie er ist.',
  'tagErrors.brokeOff': 'Das Schreiben der Tags dieser Datei ist abgebrochen.',
  'tagErrors.someNotRestored':
    '{count, plural, one {# Datei hat} other {# Dateien haben}} die alten Tags nicht wieder. {reason}',
  'tagErrors.othersRestored':
    'Die übrigen Dateien haben ihre alten Tags wieder: {count, number} von {total, number}.',
} satisfies Record<keyof typeof en, string>;
