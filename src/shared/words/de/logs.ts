/** Dateien mit mehreren Namen, Protokolle einer anderen Datei, Prüfungen nach einem unsauberen Ende. */
import type { logs as en } from '../en/logs.ts';

export const logs = {
  'logs.strangersLog':
    'Die Datei {file} gehörte nicht zu der Mediathek, die jetzt dort liegt, etwa nach einer Kopie darüber von Hand. Sie liegt jetzt ganz in {folder}, und die Mediathek wird geöffnet, wie sie ist.',
  'logs.logBroke':
    'Fermata wurde nicht richtig beendet, und was es zuletzt geschrieben hat, ist beschädigt. Es liegt jetzt ganz in {folder}; die Mediathek wird geöffnet, wie sie davor war.',
  'logs.endedUncleanly':
    'Fermata wurde zuletzt nicht richtig beendet. Die Mediathek ist geprüft und in Ordnung.',
  'logs.checksLater':
    'Fermata wurde zuletzt nicht richtig beendet. Die Mediathek ist groß: Sie wird geprüft, während sie benutzt wird.',
  'logs.foundDamaged':
    'Fermata wurde zuletzt nicht richtig beendet, und die Mediathek ist beschädigt: {reason} Stelle eine Sicherung wieder her.',
  'logs.checkBrokeOff':
    'Fermata wurde zuletzt nicht richtig beendet, und die Prüfung der Mediathek ist abgebrochen: {reason}',
  'logs.check': 'Nach einem unsauberen Ende',
  'logs.notNoted': 'Das Ergebnis der Prüfung konnte nicht notiert werden: {reason}',
  'logs.overwritten':
    'Ein anderes Programm hat {file} überschrieben, während Fermata sie geöffnet hatte.',
  'logs.openWhatIsThere':
    'Starte neu, um zu öffnen, was jetzt dort liegt, oder stelle eine Sicherung dessen wieder her, was dort lag.',
  'logs.logKept':
    'Fermata schreibt nicht mehr, und was dorthin kopiert wurde, ist unverändert. Was Fermata zuletzt geschrieben hat, liegt in {folder}.',
  'logs.noLogKept': 'Fermata schreibt nicht mehr, und was dorthin kopiert wurde, ist unverändert.',
  'logs.openUnderOtherName':
    'Die Mediathek {file} ist unter einem anderen Namen geöffnet: Prozess {pid} hat sie als {name} geöffnet.',
  'logs.openSomewhere':
    'Die Mediathek {file} ist unter einem anderen Namen geöffnet, in einem Prozess, der von hier nicht zu sehen ist.',
  'logs.openInProcess':
    'Die Mediathek {file} ist unter einem anderen Namen geöffnet, in Prozess {pid}.',
  'logs.oneNameOnly':
    'Öffne sie unter jenem Namen, oder beende zuerst den anderen Prozess. Unter zwei Namen ginge Geschriebenes verloren.',
  'logs.ownMount':
    'Die Datei {file} ist für sich eingehängt (etwa in einem Container), sodass keine andere Datei ihren Namen bekommen kann.',
  'logs.mountTheFolder':
    'Hänge den Ordner ein, in dem sie liegt, statt nur die Datei, oder stelle mit --library in eine andere Datei wieder her.',
  'logs.restoreOrStartAnew':
    'Eine Sicherung wiederherstellen. Oder neu anfangen: die leere Datei {file} löschen und Fermata noch einmal starten, das dann eine neue Mediathek anlegt.',
  'logs.restoreWayBackOrStartAnew':
    'Wiederherstellen: {backup}. Oder neu anfangen: die leere Datei {file} löschen und dies noch einmal ausführen; dann wird eine neue Mediathek angelegt.',
  'logs.asItWas': 'Die Mediathek und ihr Protokoll liegen, wo sie lagen, und sind, wie sie waren.',
} satisfies Record<keyof typeof en, string>;
