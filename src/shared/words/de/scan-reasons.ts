/** Warum eine Datei oder ein Ordner nicht eingelesen werden konnte. */
import type { scanReasons as en } from '../en/scan-reasons.ts';

export const scanReasons = {
  'scanReasons.noPermission': 'Die Berechtigung zum Lesen fehlt.',
  'scanReasons.leadsNowhere': 'Die Verknüpfung führt zu etwas, das es nicht gibt.',
  'scanReasons.leadsToItself': 'Die Verknüpfung führt zu sich selbst.',
  'scanReasons.diskError': 'Das Laufwerk meldet einen Fehler.',
  'scanReasons.notUnicode': 'Der Name ist kein gültiges UTF-8. Umbenennen hilft.',
  'scanReasons.pathTooLong': 'Der Pfad ist zu lang.',
  'scanReasons.shareSilent': 'Das Laufwerk oder die Netzwerkfreigabe antwortet nicht.',
  'scanReasons.tooManyOpen': 'Auf diesem Computer sind zu viele Dateien geöffnet.',
  'scanReasons.noAudio': 'Sie enthält keinen Ton.',
  'scanReasons.notReadable': 'Sie ist beschädigt, oder ihr Format ist unbekannt.',
  'scanReasons.film': 'Sie ist ein Film.',
  'scanReasons.tooMuch':
    'Ihre Tags sind größer als die irgendeiner Musik: Sie ist möglicherweise beschädigt.',
  'scanReasons.endsEarly': 'Sie endet, bevor ihr Ton beginnt.',
  'scanReasons.damaged': 'Sie ist beschädigt oder keine Audiodatei: {reason}',
  'scanReasons.tookTooLong': 'Das Lesen dauerte zu lange: Sie ist möglicherweise beschädigt.',
  'scanReasons.brokeOff': 'Das Lesen brach ab: Sie ist möglicherweise beschädigt.',
  'scanReasons.ownFile': 'Sie gehört zu dieser Mediathek selbst.',
} satisfies Record<keyof typeof en, string>;
