/** Befehle: ihre Palette, ihre Tasten, Rückgängig und Wiederholen. */
import type { commands as en } from '../en/commands.ts';

export const commands = {
  'commands.show': '&Befehle zeigen …',
  'commands.shortcuts': '&Tastenkürzel …',
  'commands.back': '&Zurück',
  'commands.forward': '&Vor',
  'commands.shuffle': '&Zufällige Wiedergabe ein/aus',
  'commands.repeat': '&Wiederholen umschalten',
  'commands.queue': 'Warte&schlange zeigen/ausblenden',
  'commands.favouritePlaying': 'Laufendes Lied als &Favorit markieren',
  'commands.title': 'Befehle',
  'commands.field': 'Befehl',
  'commands.placeholder': 'Schreibe, was du tun willst',
  'commands.none': 'Kein Befehl heißt so.',
  'commands.keys': 'Tastenkürzel',
  'commands.undone': 'Rückgängig: {edit}',
  'commands.redone': 'Wiederholt: {edit}',
} satisfies Record<keyof typeof en, string>;
