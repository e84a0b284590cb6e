/** Wo eine Mediathek liegt und nicht liegen sollte; Kopien von Synchronisierern; das Verschieben. */
import type { places as en } from '../en/places.ts';

export const places = {
  'places.inCloudFolder':
    'Die Mediathek liegt in {folder}, das {service} mit anderen Computern abgleicht. Das kann eine Mediathek beschädigen oder verdoppeln. Sie besser in einen Ordner nur dieses Computers verschieben (fermata move ORDNER) und dort nur Sicherungen aufheben.',
  'places.check': 'Cloud-Ordner',
  'places.notInCloud': 'Kein Cloud-Dienst gleicht den Ordner der Mediathek ab.',
  'places.inCloud':
    'Die Mediathek liegt in {folder}, das {service} mit anderen Computern abgleicht.',
  'places.moveOut':
    'Sie in einen Ordner nur dieses Computers verschieben (fermata move ORDNER) und dort nur Sicherungen aufheben.',
  'places.copies': 'Kopien daneben',
  'places.noCopies': 'Neben der Mediathek liegt keine Kopie, die etwas anderes enthält.',
  'places.copyBeside':
    '{file} ist eine Kopie der Mediathek, wie sie Synchronisierer anlegen, wenn zwei Computer geschrieben haben. Sie hat {tracks, plural, one {# Titel} other {# Titel}} und {plays, plural, one {# Wiedergabe} other {# Wiedergaben}}, die in der Mediathek fehlen.',
  'places.unreadableCopy':
    '{file} ist eine Kopie der Mediathek, wie sie Synchronisierer anlegen, wenn zwei Computer geschrieben haben. Ihr Inhalt ist nicht lesbar.',
  'places.lookAtCopy':
    'Sie wiederherstellen, wenn sie die bessere ist (fermata restore DATEI sagt, was sich ändern würde, und kann rückgängig gemacht werden); fehlt nichts aus ihr, sie woanders ablegen.',
  'places.isThere': '{file} ist schon da.',
  'places.otherName': 'Einen Ordner nennen oder eine Datei, die es noch nicht gibt.',
  'places.sameFile': 'Die Mediathek liegt schon unter {file}.',
  'places.nothingMoved': 'Es wurde nichts verschoben.',
} satisfies Record<keyof typeof en, string>;
