/** Was eine Aktualisierung oder Reparatur geändert hat, einmal gesagt. */
import type { receipts as en } from '../en/receipts.ts';

export const receipts = {
  'receipts.tracksMerged':
    '{count, plural, one {# Titel war doppelt in der Mediathek und ist} other {# Titel waren mehrfach in der Mediathek und sind}} jetzt einmal da. Wiedergaben wurden addiert; Bewertungen, Favoriten und Playlists blieben erhalten.',
  'receipts.merged': 'Einträge zum selben Titel wurden zu einem: {names} weniger.',
  'receipts.backup': 'Die Mediathek, wie sie vorher war, ist als {file} gesichert.',
  'receipts.mended': 'Aus den Tabellen der Mediathek neu erstellt: {names}.',
  'receipts.renamed':
    'Fermata braucht den Namen der Tabelle {name}, die ein anderes Programm angelegt hatte. Die Tabelle heißt jetzt {newName}.',
  'receipts.danglingRows':
    '{count, plural, one {# Zeile verwies} other {# Zeilen verwiesen}} auf etwas, das nicht in der Mediathek ist. Ihr Inhalt steht in {file}.',
  'receipts.setAside':
    'Andere Programme hatten {names} angelegt; die Mediathek kann das nicht behalten. Die Definitionen stehen in {file}.',
  'receipts.mendable':
    'Alle Titel und alles Eigene sind da, aber nicht alles, was daraus folgt: {what}. `fermata repair` stellt es neu her.',
  'receipts.backupMended':
    'Nicht alles, was aus den Tabellen der Mediathek folgt, war in Ordnung; in der Sicherung wurde es neu erstellt: {names}. Nichts ist verloren. `fermata repair` behebt es auch in der Mediathek.',
  'receipts.repairIt':
    'Alle Titel und alles Eigene sind da. `fermata repair` ausführen: Die Datei, wie sie ist, bleibt erhalten, und die Mediathek wird in Ordnung gebracht.',
  'receipts.searchMended':
    'Der Suchindex war beschädigt. Er wurde aus den Titeln neu erstellt; nichts ist verloren.',
  'receipts.schemaMended':
    'Teile der Mediathek waren nicht so, wie Fermata sie anlegt: {names}. Sie wurden aus den Tabellen neu erstellt; was da war, steht in {file}.',
  'receipts.searchDamaged': 'Der Suchindex ist beschädigt.',
  'receipts.beforeRepair': 'vor einer Reparatur',
  'receipts.notNoted':
    'Was die Aktualisierung geändert hat, konnte nicht im Verlauf festgehalten werden: {reason}',
} satisfies Readonly<Record<keyof typeof en, string>>;
