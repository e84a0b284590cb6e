/** Die Befehlszeile: was geschieht, und wie Befehle enden, die eine Mediathek ändern. */
import type { cli as en } from '../en/cli.ts';

export const cli = {
  'cli.backingUp': 'Die Mediathek wird gesichert.',
  'cli.checkingBackup': 'Die Sicherung wird geprüft.',
  'cli.migrating': 'Die Mediathek wird aktualisiert.',
  'cli.checkingResult': 'Das Ergebnis wird geprüft.',
  'cli.staging': 'Die Sicherung wird auf die jetzige Version gebracht.',
  'cli.replacing': 'Die Sicherung wird eingesetzt.',
  'cli.reading': 'Audiodateien werden gelesen.',
  'cli.waitingFor': 'Warten auf {holder}.',
  'cli.takingOver':
    'Ein Prozess, der an der Mediathek arbeitete, endete vorzeitig: Die Arbeit wird übernommen.',
  'cli.doneByAnother': 'Ein anderer Prozess hat die Arbeit erledigt.',
  'cli.step': '{index, number} von {total, number}: {title}',
  'cli.backupMade': 'Sicherung erstellt: {path} ({size}).',
  'cli.backupPruned': 'Alte Sicherung aus {folder} entfernt: {id} ({reason}).',
  'cli.restored': 'Wiederhergestellt. Es wird noch aufgeräumt.',
  'cli.listening': 'Fermata ist unter {url} erreichbar (Strg+C beendet es).',
  'cli.libraryOpen': 'Die Mediathek ist geöffnet.',
  'cli.stopped': 'Fermata wurde beendet.',

  'cli.upToDate': '{file} ist aktuell (Schemaversion {version}).',
  'cli.upgradedByAnother':
    '{file} wurde von einem anderen Prozess auf Schemaversion {version} gebracht.',
  'cli.new': '{file} ist neu und hat Schemaversion {version} ({duration}).',
  'cli.upgraded':
    '{file} wurde von Schemaversion {before} auf {version} aktualisiert ({duration}).',
  'cli.backedUp': '{id} ist erstellt und geprüft ({size}, {duration}).',
  'cli.backupRestored': '{file} ist wiederhergestellt ({duration}).',
  'cli.undoCommand': 'Was vorher da war, ist gesichert: {command}',
  'cli.newerIsKept': 'Was das neuere Fermata hatte, ist in der Sicherung {id}.',
  'cli.addedFromDamaged': 'Aus der beschädigten Mediathek hinzugefügt: {names}.',
  'cli.nothing': 'nichts',
  'cli.nothingToAdd': 'Die beschädigte Mediathek enthält nichts, was nicht in der Sicherung ist.',
  'cli.canBeAdded':
    'Die beschädigte Mediathek enthält {names}, die in der Sicherung fehlen. Um sie hinzuzufügen:',
} satisfies Record<keyof typeof en, string>;
