/** Was `--help` sagt: was jeder Befehl tut, was er meldet und wie er gebraucht wird. */
import type { Help } from './help-en.ts';

export const de: Help = {
  program: `
Umgebung:
  FERMATA_LIBRARY  die Mediathek, wo --library keine nennt
  NO_COLOR         keine Farben (FORCE_COLOR: auch in Dateien und Pipes)

Exit-Status:
    0  fertig
    2  der Aufruf ist unklar oder nennt, was es nicht gibt
   10  ein anderer Prozess hielt die Mediathek zu lange
   11  keine Sicherung war möglich, darum wurde nichts aktualisiert
   12  eine Migration schlug fehl und wurde zurückgenommen
   13  die Migrationen sind nicht in Ordnung
   14  die Mediathek ist von einer neueren Version von Fermata
   15  die Mediathek ist beschädigt
   16  die Datei ist keine Fermata-Mediathek
   17  es ist nicht genug Speicherplatz da
   18  es fehlen Zugriffsrechte
   19  eine Sicherung ist beschädigt
   20  eine Sicherung wurde nicht wiederhergestellt, und nichts ist geändert
   22  die Mediathek hat den Titel oder die Playlist nicht
   23  mehrere Playlists haben den Namen
   24  andere Arbeit derselben Art läuft
   25  die Datei der Mediathek wurde verschoben, während sie offen war
   26  der Datenträger, die Netzwerkfreigabe oder das System versagt
   70  etwas Unerwartetes ist geschehen
  130  ein Signal oder deine Antwort hielt es an

Beispiele:
  fermata scan ~/Music         einen Ordner in die Mediathek einlesen
  fermata search miles blue    die Titel mit beiden Wörtern nennen
  fermata serve                die Mediathek in einem Browser öffnen
  fermata help prepare         sagen, was ein Befehl tut und annimmt`,
  commands: {
    prepare: {
      summary: 'die Mediathek anlegen, oder nach geprüfter Sicherung aktualisieren',
      description:
        'Legt die Mediathek an, oder bringt sie auf diese Version von Fermata. Eine Aktualisierung wartet auf andere Prozesse, erstellt eine Sicherung, prüft sie und führt alle Migrationen in einer Transaktion aus: Was auch geschieht, die Mediathek hat ihre alte Version oder die neue. An einer aktuellen Mediathek ändert sich nichts. Strg+C nimmt alles zurück. Wo keine Sicherung möglich ist, nennt --backups einen anderen Ordner; wer anderswo eine Kopie hat, kann ohne Sicherung weitermachen und gibt das vollständig ein ("upgrade without a backup").',
      after: `
Ergebnis (--json):
  libraryFile, fromVersion, toVersion, backup (Pfad oder null), durationMs,
  migratedBy ("this-process", "another-process" oder "none")

Beispiel:
  fermata prepare --library ~/old.db --backups /mnt/disk/backups`,
    },
    status: {
      summary: 'den Zustand der Mediathek sagen und nichts ändern',
      description:
        'Sagt, ob die Mediathek fehlt, aktuell, veraltet, zu neu, fremd, beschädigt oder nicht lesbar ist, ihre Schemaversion, Größe und Inhalte, welche Sicherungen es gibt und wer sie aktualisiert. All das sind Antworten, der Exit-Status ist also 0. Nichts wird geändert.',
      after: `
Ergebnis (--json):
  libraryFile, state, reason, schemaVersion, latestSchemaVersion, appVersion,
  pending, bytes, counts, missing, backups, lock

Beispiel:
  fermata status --json`,
    },
    backup: {
      summary: 'die Mediathek sichern und die Sicherung prüfen',
      description:
        'Erstellt eine Sicherung der Mediathek, auch während Fermata sie offen hat und in sie schreibt. Die Sicherung wird geprüft, bevor sie ihren Namen bekommt; dann machen alte Platz, und sie wird in den zweiten Ordner kopiert, wenn es einen gibt. Manuelle Sicherungen werden nie entfernt.',
      after: `
Ergebnis (--json):
  libraryFile, backup (Pfad), id, kind, createdAt, note, appVersion,
  schemaVersion, bytes, sha256, sections, rows, verifiedAt, durationMs

Beispiel:
  fermata backup --note "vor dem Aufräumen"`,
    },
    backups: {
      summary: 'die Sicherungen nennen, und bestimmen, wie sie entstehen',
      description:
        'Nennt die Sicherungen mit Art, Zeit, Größe, Version und Inhalt, die Dateien, auf die kein Verlass ist, und was als Nächstes entfernt würde und warum. Von denen, die Fermata erstellt, bleiben fünf vor einer Migration, fünf vor einer Wiederherstellung, eine je Tag einer Woche und eine je Woche von zwei Monaten.',
      after: `
Ergebnis (--json):
  libraryFile, folder, backups, unusable (je mit file, state und reason),
  pinned (ids), goingNext (je mit id und reason),
  settings (everyHours, secondDir, maxTotalBytes), settingsFailure

Beispiele:
  fermata backups --every 12 --limit 20
  fermata backups --second-folder /mnt/nas/fermata`,
    },
    verify: {
      summary: 'prüfen, ob auf Sicherungen Verlass ist',
      description:
        'Liest eine Sicherung ganz, oder alle, auch im zweiten Ordner, und vergleicht sie mit dem, was geschrieben wurde. Eine beschädigte wird gekennzeichnet und nie mehr angeboten, außer der andere Ordner hat sie: Dann wird sie von dort kopiert. Der Exit-Status ist 19, wenn es eine gibt.',
      after: `
Ergebnis (--json):
  folder, good (die Sicherungen), bad (je mit name und reason),
  secondFolder (dasselbe von den Kopien, oder null)

Beispiele:
  fermata verify
  fermata verify 2026-11-23T20-23-05.123Z_v0013_manual`,
    },
    restore: {
      summary: 'zurückbringen, was eine Sicherung enthält',
      description:
        'Prüft eine Sicherung, sichert, was da ist, und setzt den Inhalt der Sicherung in einem Schritt an dessen Stelle. Fermata kann offen bleiben. In einem Terminal zeigt der Befehl zuerst, was sich ändern würde, und fragt; Skripte werden nicht gefragt. Eine beschädigte Mediathek kommt in den Ordner quarantine neben ihr und bleibt dort; was sie über die Sicherung hinaus hat, kann hinzugefügt werden. Strg+C lässt die Mediathek, wie sie war.',
      after: `
Ergebnis (--json):
  libraryFile, restoredFrom, undo (id der Sicherung dessen, was da war),
  undoCommand, quarantined, salvage (was hinzukommen kann), salvaged (was kam),
  fromVersion, toVersion, durationMs; mit --preview stattdessen difference

Beispiele:
  fermata restore 2026-11-23T20-23-05.123Z_v0013_manual --preview
  fermata restore latest --yes
  fermata restore /mnt/nas/fermata/library.db --salvage`,
    },
    repair: {
      summary: 'in Ordnung bringen, was ohne Verlust einer Zeile geht',
      description:
        'Stellt Indexe, den Suchindex und alles andere, was aus den Tabellen der Mediathek folgt, neu her, wo es beschädigt ist oder fehlt, legt Zeilen beiseite, die auf nichts verweisen (ihr Inhalt bleibt im Ordner quarantine), gibt unbenutzte Seiten zurück und bringt einen Kopf in Ordnung, der nicht mehr sagt, was die Datei ist, wie nach einem Dump. Erst wird die Mediathek gesichert; dann gilt alles auf einmal, auch während Fermata sie geöffnet hat. Eine Mediathek, die Zeilen verloren hat, wird nicht repariert: eine Sicherung wiederherstellen.',
      after: `
Ergebnis (--json):
  libraryFile, receipt (was gezählt und erneuert wurde, oder null, wo nichts zu
  tun war), backup (sein Pfad, oder null), quarantined (die Datei, wie sie war,
  wenn eine andere an ihre Stelle trat), durationMs

Beispiel:
  fermata repair --library ~/Musik/library.db`,
    },
    salvage: {
      summary: 'hinzufügen, was eine beschädigte Mediathek mehr hat als die Sicherung',
      description:
        'Liest, was von einer beschädigten Mediathek noch lesbar ist, die eine Wiederherstellung beiseitegelegt hat, und fügt hinzu, was von Menschen stammt und der Mediathek fehlt: Wiedergaben, Bewertungen, Favoriten, Hinzufügedaten, Playlists und Musikordner. Ein zweites Mal fügt nichts hinzu. Die beschädigte Datei wird nicht geändert.',
      after: `
Ergebnis (--json):
  libraryFile, unreadable, und wie viel hinzukam: plays, earlierPlays, ratings,
  favourites, addedDates, playlists, playlistEntries, unfoundEntries,
  deletedPlaylists, folders

Beispiel:
  fermata salvage quarantine/2026-11-23T20-23-05.123Z/library.db backup.db`,
    },
    separate: {
      summary: 'die Kopie einer Mediathek zu einer eigenen machen',
      description:
        'Die Kopie einer Mediathek ist dieselbe Mediathek: Die Sicherungen beider sind eine Reihe, und jede wird für die andere angeboten. Dies gibt der Mediathek eine eigene Kennung; die andere behält die gemeinsame. Frühere Sicherungen bleiben bei der anderen und lassen sich unter ihrer Id wiederherstellen. Fermata darf offen bleiben.',
      after: `
Ergebnis (--json):
  libraryFile, from (welche Mediathek sie war), id

Beispiel:
  fermata separate --library /mnt/laptop/library.db`,
    },
    move: {
      summary:
        'die Mediathek in einen anderen Ordner oder auf einen anderen Datenträger verschieben',
      description:
        'Sichert die Mediathek am neuen Ort, kopiert sie dorthin, prüft die Kopie und benennt erst dann die Datei am alten Ort um, sodass es in jedem Augenblick eine Mediathek gibt. Vorher Fermata überall sonst beenden. Der alte Name führt von da an zum neuen Ort, auch in der Desktop-App. Sicherungen bleiben, wo sie sind, und neue werden dorthin kopiert, außer ein anderer zweiter Ordner ist gewählt; so hat ein Ordner, den ein Cloud-Dienst abgleicht, nur Sicherungen. Zurückverschieben macht es rückgängig.',
      after: `
Ergebnis (--json):
  movedFrom, libraryFile, backupsDir, backup (ihre Id), keptAs, undoCommand

Beispiele:
  fermata move ~/Musik                     behält ihren Namen
  fermata move /mnt/disk/musik.db --library ~/Dropbox/library.db`,
    },
    scan: {
      summary: 'die Audiodateien von Ordnern in die Mediathek einlesen',
      description:
        'Ohne Ordner werden alle noch einmal eingelesen, die es schon wurden. Liest die Audiodateien in Ordnern in die Mediathek ein: MP3, FLAC, Ogg Vorbis, Opus, M4A, WAV und andere. Dateien, die seit dem letzten Einlesen unverändert sind, werden nur mit --full noch einmal gelesen; nicht lesbare werden mit Grund genannt und halten nichts auf. Versteckte Dateien, Papierkörbe, Ordner mit einer Datei namens .nomedia und was eine Datei namens .ndignore nennt, werden ausgelassen. Ist mehr als ein Fünftel der Dateien weg, kann ihr Laufwerk abgezogen sein: Die Titel bleiben, wie sie sind, außer mit --mark-missing. Strg+C hält an und behält, was gelesen ist.',
      after: `
Ergebnis (--json):
  libraryFile, folders, found, done, added, moved, changed, unchanged, missing, failed,
  notThere, leftOut (hidden, system, marked, format), problems (je mit path, reason und seenAt)

Beispiele:
  fermata scan ~/Music /mnt/nas/music
  fermata scan --full ~/Music    wenn ein Programm Tags geändert und Größe und Zeit der Dateien gelassen hat`,
    },
    folders: {
      summary: 'die Musikordner nennen, neu einlesen, entfernen und umziehen',
      description:
        'Nennt die Musikordner, liest sie neu ein, entfernt sie aus der Mediathek und sagt, wo sie jetzt sind. Dateien werden nie angefasst. Was entfernt wird, behält seine Wiedergaben, Bewertungen und Plätze in Playlists, und restore holt alles zurück. relocate ist für einen Ordner, der verschoben wurde, oder ein Laufwerk, das anders heißt: Die Titel behalten ihre Nummern und alles, was aus ihnen gemacht wurde; einer, der am neuen Ort schon eingelesen ist, wird eins mit dem alten.',
      after: `
Ereignis (--json) von list, eines für jeden Ordner, und von removed:
  {"event":"folder", path, addedAt, scannedAt, tracks, missing, state, disk, foundAt}
  {"event":"removal", id, removedAt, folder, tracks, title}
Ergebnis (--json):
  libraryFile; von rescan und relocate wie von fermata scan, mit left (den Ordnern,
  die jetzt nicht da sind), oder from, to und relocated; von remove removal und tracks

Beispiele:
  fermata folders
  fermata folders rescan
  fermata folders relocate /media/ich/Alt/Musik /media/ich/Neu/Musik
  fermata folders remove-missing /mnt/nas
  fermata folders restore latest`,
    },
    watch: {
      summary: 'sagen oder bestimmen, ob Änderungen in Musikordnern von selbst erscheinen',
      description:
        'Solange die Desktop-App oder fermata serve die Mediathek offen hat, wird binnen Sekunden von selbst gelesen, was sich in ihren Musikordnern ändert: Sie werden nach jedem Start eingelesen und von da an beobachtet. Ordner auf Netzwerkfreigaben und solche, die das System nicht beobachten kann, werden stattdessen alle paar Minuten eingelesen. Dieser Befehl sagt, ob das so ist, und schaltet es aus oder wieder ein.',
      after: `
Ergebnis (--json):
  libraryFile, isOn, folders

Beispiele:
  fermata watch
  fermata watch off`,
    },
    search: {
      summary: 'die Titel nennen, deren Titel, Interpret oder Album diese Wörter hat',
      description:
        'Nennt die Titel, die alle diese Wörter in Titel, Interpreten, Album, Genre, Komponist, Jahr oder Dateinamen haben. Der Anfang eines Wortes genügt; Groß- und Kleinschreibung und Akzente sind gleich. Wörter in Anführungszeichen werden so gesucht, wie sie dastehen. Operatoren lassen nur einen Teil der Titel übrig; ein Bindestrich vor einem Wort oder Operator kehrt ihn um.',
      after: `
Operatoren:
  artist:bjork  album:  title:  genre:  composer:  path:  format:flac
  year:1997  year:1990..1999  rating:>3  plays:0  (auch <, <=, >=)
  added:<30d  played:>6m  (h, d, w, m, y)  added:2024-05  added:2023..2024
  missing:  favourite:

Ergebnis (--json):
  libraryFile, text, total, tracks

Beispiele:
  fermata search bjork hunter
  fermata search missing: bjork
  fermata search 'artist:"pink floyd" year:1970..1979 rating:>3'
  fermata search -- genre:jazz -live
  fermata search --limit 500 --json beatles
  fermata search -- --strich     Wörter mit Bindestrich davor kommen nach --`,
    },
    tracks: {
      summary: 'Titel nennen, mit allem, was von ihnen bekannt ist',
      description:
        'Nennt die Titel, die alle diese Wörter in Titel, Interpreten, Album, Genre, Komponist, Jahr oder Dateinamen haben, oder alle, nach Interpret sortiert. In einem Terminal ist es eine Tabelle; sonst hat eine Zeile die Nummer, den Pfad, den Titel, die Interpreten und das Album, durch Tabulatoren getrennt.',
      after: `
Ereignis (--json), eines für jeden Titel:
  {"event":"track", id, path, title, artists, album, albumArtists, year,
  discNumber, trackNumber, durationMs, playCount, lastPlayedAt, rating,
  favourite, missing, genres, composers, conductors, composerSort, titleSort,
  artistSort, albumSort, albumArtistSort, grouping, work, movement,
  movementNumber, movementTotal, originalDate, bpm, isrc, recordingId,
  releaseTrackId, releaseId, releaseGroupId, artistIds, codec, bitrate,
  sampleRate, lyrics}
Ergebnis (--json):
  libraryFile, text, total

Beispiele:
  fermata tracks miles davis
  fermata tracks --json | jq 'select(.rating == 5) | .path'`,
    },
    encoding: {
      summary: 'die Kodierung von Tags zeigen und berichtigen, die ihre nicht nennen',
      description:
        'Alte Tags nennen ihre Kodierung nicht, oder eine falsche: Fermata rät sie. Wo Buchstaben falsch aussehen, nennt show, was die Texte in jeder Kodierung wären, und set lässt die Dateien der Titel und aller ihrer Alben in dieser neu lesen. Das bleibt, was auch aus den Dateien wird; guess nimmt es zurück. Texte, die ihre Kodierung nennen, und UTF-8 bleiben, wie sie sind.',
      after: `
Ergebnis (--json):
  libraryFile; von show tracks (wie viele), chosen (oder null) und choices (je mit
  encoding und texts); von set encoding (oder null) und tracks (die eine andere hatten)

Beispiele:
  fermata encoding show 1234
  fermata encoding set windows-1251 1234
  fermata encoding set guess ~/Musik/Alt/*.mp3`,
    },
    tags: {
      summary: 'die Tags von Dateien zeigen und andere schreiben',
      description:
        'Schreibt Tags in Dateien: TITLE, ARTIST, ALBUM, ALBUMARTIST, TRACKNUMBER, DISCNUMBER, DATE, GENRE, COMPOSER, COMMENT und jeden anderen Namen. Was nicht genannt ist, bleibt, wie es ist. Eine Datei wird neben die alte geschrieben, ihr Ton Bit für Bit verglichen, und erst dann nimmt sie deren Platz ein, mit Eigentümer, Rechten und Zeiten der alten; eine Datei, bei der das nicht geht, bleibt, was sie war. Die Mediathek folgt sofort.',
      after: `
Ergebnis (--json):
  libraryFile; von show files (je mit id, path, tags und refusal, wo sie nicht
  geschrieben werden können); von set edited (je mit id, before und after) und failed
  (je mit id, path und error)

Beispiele:
  fermata tags show 1234
  fermata tags set ~/Musik/Blue/*.flac --tag ALBUM=Blue --tag DATE=1971
  fermata tags set 1234 --tag ARTIST=Eins --tag ARTIST=Zwei --tag COMMENT= --preview`,
    },
    rate: {
      summary: 'Titeln 1 bis 5 Sterne geben, oder keine',
      description: 'Bewertet Titel. 0 nimmt ihnen die Bewertung.',
      after: `
Ergebnis (--json):
  libraryFile, rating, tracks (die Nummern)

Beispiele:
  fermata rate 5 1234
  fermata rate 0 ~/Music/Blue/01.flac`,
    },
    favourite: {
      summary: 'Titel zu Favoriten machen',
      description: 'Macht Titel zu Favoriten; mit --remove sind sie keine mehr.',
      after: `
Ergebnis (--json):
  libraryFile, favourite, tracks (die Nummern)

Beispiel:
  fermata favourite 1234 1235`,
    },
    played: {
      summary: 'eine Wiedergabe eines Titels zählen, jetzt',
      description: 'Zählt eine Wiedergabe eines Titels, als wäre er eben gespielt worden.',
      after: `
Ergebnis (--json):
  libraryFile, track (die Nummer), playCount

Beispiel:
  fermata played ~/Music/Blue/01.flac`,
    },
    playlist: {
      summary: 'Playlists nennen, zeigen, anlegen und bearbeiten',
      description:
        'Nennt, zeigt, legt an und bearbeitet Playlists, schreibt und liest ihre Dateien. Eine Playlist wird mit ihrem Namen oder ihrer Nummer genannt. Eine gelöschte Playlist kann 60 Tage lang wiederhergestellt werden.',
      after: `
Ereignis (--json) von list für jede Playlist, von show für jeden Titel:
  {"event":"playlist", id, name, tracks, durationMs, …}
  {"event":"track", …}, wie bei fermata tracks
Ergebnis (--json):
  libraryFile, playlist (id und name); von list playlists (wie viele);
  von export und export-all files; von import found
  und missing (wie viele Titel)

Beispiele:
  fermata playlist create "Für Zoë" 1234 1235
  fermata playlist add "Für Zoë" ~/Music/Blue/01.flac
  fermata playlist show "Für Zoë"
  fermata playlist export "Für Zoë" /media/stick --relative
  fermata playlist import ~/Music/*.m3u8`,
    },
    serve: {
      summary: 'Fermata in einem Browser auf diesem Computer zeigen',
      description:
        'Nennt eine Adresse, mit der ein Browser auf diesem Computer geöffnet werden kann, und bedient sie bis Strg+C; für einen weiteren Browser wird eine weitere genannt. Andere Computer kommen nicht heran, außer --host nennt eine Adresse, die sie erreichen: nur in einem Netz, dem du vertraust. Hinter einem Reverse-Proxy nennt --public-url die Adresse, die Browser öffnen, und nur unter ihr wird dann geantwortet; der Proxy muss den Host-Header weitergeben und darf den Pfad abschneiden oder lassen. Wird die Mediathek vorher aktualisiert, zeigt die Seite, wie weit das ist.',
      after: `
Ereignis (--json):
  {"event":"listening","url":"http://127.0.0.1:…",
   "ownUrl":"http://fermata-….localhost:…"},
  sobald die Adresse geht, und noch einmal für einen weiteren Browser; ownUrl
  ist für Browser, die diesen Computer darunter finden (Chrome, Firefox): Dort
  bekommt kein anderes Programm sein Cookie

Beispiele:
  fermata serve --port 8080
  fermata serve --host 192.168.1.20     auch für andere in deinem Netz
  fermata serve --port 8080 --public-url https://music.example/fermata/`,
    },
    completion: {
      summary: 'ausgeben, was eine Shell braucht, um Befehle zu vervollständigen',
      description:
        'Gibt ein Skript aus, mit dem bash, zsh oder fish die Befehle und Optionen von fermata vervollständigt.',
      after: `
Ergebnis (--json):
  text (das Skript)

Beispiele:
  source <(fermata completion bash)            in ~/.bashrc
  source <(fermata completion zsh)             in ~/.zshrc
  fermata completion fish | source             in ~/.config/fish/config.fish`,
    },
    man: {
      summary: 'das Handbuch ausgeben',
      description: 'Gibt die Handbuchseite von fermata aus.',
      after: `
Ergebnis (--json):
  text (die Seite)

Beispiel:
  fermata man | man -l -`,
    },
    doctor: {
      summary: 'alles prüfen, was Fermata braucht, und nichts ändern',
      description:
        'Prüft Node und SQLite, die Migrationen, die Mediathek (Seiten, Verweise und Schema), Zugriffsrechte, wer sonst sie lesen darf, freien Platz, Dateisystem, Sperre und Sicherungen, und sagt, wann die Mediathek zuletzt aktualisiert und geprüft wurde und wer an ihr gearbeitet hat. Nichts wird geändert, mit --make-private nur, wer ihre Dateien lesen und schreiben darf. Der Exit-Status ist der des schlimmsten Problems.',
      after: `
Ergebnis (--json):
  appVersion, libraryFile,
  checks (je mit check, verdict, message, advice und code),
  health (wie im Zustand der Mediathek; null, wo nichts lesbar ist),
  madePrivate (mit --make-private: die Dateien, die andere benutzen konnten)

Beispiel:
  fermata doctor --library /mnt/disk/library.db`,
    },
  },
};
