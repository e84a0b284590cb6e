/** Wer an einer Mediathek arbeitet, und wozu. */
import type { inUse as en } from '../en/in-use.ts';

export const inUse = {
  'inUse.desktopApp': 'die Desktop-App',
  'inUse.webProcess': 'der Webprozess',
  'inUse.commandLine': 'die Kommandozeile',
  'inUse.upgrades': '{host} aktualisiert die Mediathek',
  'inUse.backsUp': '{host} sichert die Mediathek',
  'inUse.checks': '{host} prüft die Mediathek nach einem unsauberen Ende',
  'inUse.moves': '{host} verschiebt die Mediathek',
  'inUse.separates': '{host} macht die Mediathek zu einer eigenen',
  'inUse.restores': '{host} stellt eine Sicherung wieder her',
  'inUse.salvages': '{host} rettet Daten aus einer beschädigten Mediathek',
  'inUse.repairs': '{host} repariert die Mediathek',
} satisfies Record<keyof typeof en, string>;
