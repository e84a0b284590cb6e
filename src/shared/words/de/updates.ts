/** Wie die App selbst aktualisiert wird. */
import type { updates as en } from '../en/updates.ts';

export const updates = {
  'updates.strip': 'Update',
  'updates.checking': 'Nach Updates wird gesucht …',
  'updates.current': 'Fermata {version} ist aktuell.',
  'updates.downloading': 'Fermata {version} wird heruntergeladen',
  'updates.ready': 'Fermata {version} ist bereit und wird beim Beenden installiert.',
  'updates.restart': 'Für das Update neu starten',
  'updates.notes': 'Versionshinweise …',
  'updates.later': 'Später',
  'updates.installing': 'Fermata {version} wird installiert …',
  'updates.openReleases': 'Seite mit den Versionen öffnen',
  'updates.newIn': 'Neu in Fermata {version}',
  'updates.noNotes': 'Zu dieser Version gibt es keine Hinweise.',

  'updates.tryLater': 'Fermata versucht es von selbst erneut: Es ist nichts zu tun.',
  'updates.stateKept': 'Die Mediathek und diese Version von Fermata sind unverändert.',
  'updates.notInstalled': 'Das Update konnte nicht installiert werden.',
  'updates.tryOrDownload':
    'Erneut versuchen oder die neue Version von der Seite mit den Versionen holen.',
  'updates.wrongFile':
    'Das heruntergeladene Update ist nicht die veröffentlichte Datei. Es wurde verworfen.',
  'updates.againOrDownload':
    'Erneut versuchen. Tritt es wieder auf, die neue Version von der Seite mit den Versionen holen.',
  'updates.noSpace': 'Es ist kein Platz, um das Update herunterzuladen.',
  'updates.freeSpace': 'Platz schaffen und erneut suchen.',
  'updates.noServer': 'Der Server für Updates ist nicht erreichbar.',
  'updates.interrupted': 'Das Herunterladen des Updates wurde unterbrochen.',
  'updates.checkNetwork':
    'Die Netzwerkverbindung prüfen. Fermata versucht es von selbst erneut: Es ist nichts zu tun.',
  'updates.brokenFeed': 'Der Server für Updates hat nicht wie erwartet geantwortet.',
  'updates.cannotCheck': 'Nach Updates konnte nicht gesucht werden.',
  'updates.cannotDownload': 'Das Update konnte nicht heruntergeladen werden.',
  'updates.whenDone': 'Danach erneut versuchen.',
  'updates.nothingNewer': 'Es gibt noch keine neuere Version als {version}.',
  'updates.anotherDay': 'An einem anderen Tag erneut versuchen.',

  'updates.unpacked':
    'Diese Kopie von Fermata wurde von Hand entpackt und aktualisiert sich nicht selbst.',
  'updates.fromSources':
    'Dieses Fermata läuft aus seinen Quellen und aktualisiert sich nicht selbst.',
  'updates.fromPackage':
    'Fermata wurde aus seinem {package}-Paket installiert und wird mit diesem aktualisiert.',
  'updates.cannotReplace':
    'Fermata darf nicht in den Ordner von {file} schreiben und kann sich dort nicht selbst aktualisieren.',

  'updates.waits': 'Das Update wartet: {work}.',
  'updates.otherProcess': 'ein anderer Prozess arbeitet an der Mediathek',
  'updates.preparing':
    'Die Mediathek wird noch vorbereitet. Das Update wartet, bis sie bereit ist.',
  'updates.scanning': 'Das Einlesen ist noch nicht fertig. Das Update wartet darauf.',
  'updates.workOnBackups':
    'Die Arbeit an Sicherungen ist noch nicht fertig. Das Update wartet darauf.',
  'updates.backingUp': 'Eine Sicherung ist noch nicht fertig. Das Update wartet darauf.',
  'updates.copying':
    'Das Kopieren von Sicherungen ist noch nicht fertig. Das Update wartet darauf.',
  'updates.verifying':
    'Das Prüfen von Sicherungen ist noch nicht fertig. Das Update wartet darauf.',
  'updates.restoring': 'Eine Wiederherstellung ist noch nicht fertig. Das Update wartet darauf.',
  'updates.salvaging':
    'Das Hinzufügen des Geretteten ist noch nicht fertig. Das Update wartet darauf.',
  'updates.previousOpens':
    '{advice} Mit Fermata {version}, der Version vor dem Update, lässt sich die Mediathek weiter öffnen.',
} satisfies Record<keyof typeof en, string>;
