/** Mediatheken, die nur gelesen werden können, und Dateien, die jemand anderem gehören. */

import type { access as en } from '../en/access.ts';

export const access = {
  'access.onlyRead':
    'Die Mediathek kann hier nur gelesen werden: In ihren Datenträger, ihren Ordner oder ihre Datei kann nicht geschrieben werden.',
  'access.openToWrite':
    'Öffne die Mediathek dort, wo du in sie schreiben darfst, oder ändere die Rechte von {file} und ihres Ordners.',
  'access.onlyReadStrip':
    'Diese Mediathek kann hier nur gelesen werden. Ansehen und Anhören geht; Bewertungen, Playlists und Wiedergaben werden nicht behalten.',
  'access.heldUp':
    'Ein anderes Programm liest die Mediathek auf eine Weise, die das Schreiben aufhält. Fermata funktioniert und schreibt, sobald jenes Programm es zulässt.',
  'access.waitsForReaders':
    'Ein anderes Programm liest die Mediathek. Die Aktualisierung ist bereit und wartet, bis jenes Programm fertig ist.',
  'access.inTheWay':
    'Ein anderes Programm benutzt {file} und hält Fermata davon ab, in die Datei zu schreiben.',
  'access.ofAnother':
    '{file} gehört jemand anderem und hält Fermata davon ab, die Mediathek zu öffnen.',
  'access.giveBack':
    'Erstelle einmal als diese Person eine Sicherung, etwa mit „sudo fermata backup“: Die Datei wird dabei entfernt oder dir gegeben. Oder ändere selbst, wem {file} gehört.',
  'access.strip': 'Nur lesbar',
  'access.needsUpgrade':
    'Die Mediathek muss aktualisiert werden, bevor sie geöffnet werden kann, und in {path} kann nicht geschrieben werden.',
  'access.needsUpgradeOnDisk':
    'Die Mediathek muss aktualisiert werden, bevor sie geöffnet werden kann, und der Datenträger von {path} kann nur gelesen, nicht beschrieben werden.',
  'access.upgradeElsewhere':
    'Öffne sie einmal mit diesem Fermata dort, wo in sie geschrieben werden kann, oder kopiere sie in einen eigenen Ordner und öffne die Kopie.',
  'access.upgradedCopy':
    'Die Mediathek stammt von einer älteren Version und kann hier nur gelesen werden: Du siehst eine aktualisierte Kopie, die wieder entfernt wird.',
  'access.checkOnlyRead':
    'die Mediathek kann hier nur gelesen werden: Nichts wird behalten, aktualisiert oder gesichert',
  'access.checkNothingWritten': 'hier wird nichts geschrieben',
} satisfies Record<keyof typeof en, string>;
