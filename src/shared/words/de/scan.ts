/** Wie das Einlesen von Musikordnern ausging. */
import type { scan as en } from '../en/scan.ts';

export const scan = {
  'scan.finished': 'Einlesen abgeschlossen: {counts}.',
  'scan.cancelled': 'Einlesen abgebrochen: {counts}.',
  'scan.finishedWithNothing': 'Einlesen abgeschlossen: Es wurden keine Audiodateien gefunden.',
  'scan.cancelledWithNothing': 'Einlesen abgebrochen: Es wurden keine Audiodateien gefunden.',
  'scan.added': '{count, plural, one {# Titel} other {# Titel}} hinzugefügt',
  'scan.moved': '{count, number} verschoben',
  'scan.changed': '{count, number} geändert',
  'scan.unchanged': '{count, number} unverändert',
  'scan.missing': '{count, number} nicht mehr vorhanden',
  'scan.failed': '{count, plural, one {# Datei} other {# Dateien}} nicht lesbar',
  'scan.leftOut': '{count, number} ausgelassen',
  'scan.notThere':
    'Die Dateien von {count, plural, one {# Titel} other {# Titeln}} sind nicht da. Ist ihr Laufwerk angeschlossen? Die Titel bleiben, wie sie sind.',
  'scan.noFoldersThere':
    'Kein Musikordner ist da, um gelesen zu werden: Lies erst einen ein, oder schließe das Laufwerk an, auf dem er liegt.',
  'scan.markMissing': 'Als fehlend merken',

  'scan.strip': 'Einlesen',
  'scan.looking': 'Audiodateien werden gesucht',
  'scan.reading': 'Audiodateien werden gelesen',
  'scan.progress': '{done, number} von {found, number}',
  'scan.filesRead': 'Gelesene Audiodateien',
  'scan.showProblems': '{count, plural, one {# Problem} other {# Probleme}} anzeigen',
  'scan.problemsTitle': '{count, plural, one {# Datei} other {# Dateien}} nicht lesbar',
  'scan.problemsKept':
    'Sie bleiben, wie sie sind, und werden erneut gelesen, wenn sie sich geändert haben und ihr Ordner eingelesen wird.',
  'scan.folderTitle': 'Ordner einlesen',
  'scan.folderLabel': 'Pfad eines Ordners mit Musik auf diesem Computer',
  'scan.folderExample': '/home/ich/Musik',
  'scan.start': 'Einlesen',
  'scan.drop': 'Ablegen',
  'scan.dropHere': 'Ordner mit Musik hier ablegen, um sie einzulesen',
  'scan.droppedNothing':
    'Im Abgelegten war keine Musik. Ordner oder Dateien der Formate MP3, FLAC, Ogg Vorbis, Opus, M4A oder WAV ablegen.',
  'scan.dropUnsupported':
    'Ein Browser sagt nicht, wo auf dem Computer abgelegte Ordner liegen. Stattdessen „Ordner einlesen …“ wählen.',

  'scan.emptyTitle': 'Die Mediathek ist leer',
  'scan.emptyHint':
    'Einen Ordner mit Musik wählen. Fermata liest die Dateien und verändert sie nie.',
  'scan.chooseFolder': 'Ordner wählen …',
  'scan.listening': 'Musik wird gesucht',
  'scan.appearHere': 'Titel erscheinen hier, sobald sie gelesen sind.',
  'scan.missTracks':
    'Falls Titel fehlen: Es gibt {count, plural, one {# Sicherung} other {# Sicherungen}}, die welche enthalten.',
  'scan.nothingMatches': 'Nichts passt zu „{text}“',
  'scan.searchHint':
    'Gesucht werden Wörter oder ihre Anfänge in Titel, Interpret, Album, Genre, Komponist, Jahr und Dateiname.',
  'scan.clearSearch': 'Suche löschen',
} satisfies Record<keyof typeof en, string>;
