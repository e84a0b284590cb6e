/** Was man wissen sollte, obwohl nichts gescheitert ist. */
import type { notices as en } from '../en/notices.ts';

export const notices = {
  'notices.linkInFile':
    'Der Link, der einen Browser einlässt, wird in eine Datei geschrieben. Er gilt einmal, zehn Minuten lang.',
  'notices.linkReadByOthers':
    'Der Link, der einen Browser einlässt, wird in eine Datei geschrieben, die andere Benutzer dieses Computers lesen können: Vor dir könnte einer von ihnen deine Mediathek damit öffnen, einmal und zehn Minuten lang. Mach sie nur für dich lesbar (chmod 600), oder leite die Ausgabe woandershin.',
  'notices.reachable':
    'Andere Computer können Fermata unter {host} erreichen, und wer im Netz mithört, kann lesen, was gesendet wird, und sich als jemand anderes ausgeben. Nur in einem vertrauenswürdigen Netz verwenden.',
  'notices.pageStays':
    '{problem} Die Seite bleibt offen, um dort eine Sicherung wiederherzustellen.',
  'notices.copiesOutOfReach':
    'Die Kopien im zweiten Ordner {folder} konnten nicht geprüft werden: Er ist nicht erreichbar.',
  'notices.verifiedReadOnly':
    'In {folder} kann nicht geschrieben werden: Dass die Sicherungen dort geprüft wurden, wird nicht vermerkt.',
  'notices.verificationNotNoted':
    'Dass die Sicherung geprüft wurde, konnte nicht festgehalten werden: {reason}',
  'notices.copiedAgain':
    'Die Sicherung vom {time} war in {folder} beschädigt. Sie wurde erneut dorthin kopiert.',
  'notices.liesIn': '{problem} Sie liegt in {folder}.',
  'notices.strangersInBackup':
    'Die Sicherung {id} enthält etwas, das weder Fermata noch die Mediathek hat: {names}. Beim Wiederherstellen wird es weggelassen.',
  'notices.strangersLeftOut':
    'Die Sicherung enthielt etwas, das weder Fermata noch die Mediathek hat: {names}. Es hätte die Mediathek von selbst verändern können und wurde deshalb weggelassen; die Definition steht in {file}.',
  'notices.notRemoved': 'Alte Sicherungen konnten nicht entfernt werden: {reason}',
  'notices.backupsOfMissing':
    'Unter {file} war keine Mediathek, aber es gibt Sicherungen davon: {id} wiederherstellen, um sie zurückzubekommen.',
  'notices.notOnDisk':
    'Die wiederhergestellte Mediathek ist noch nicht endgültig auf dem Datenträger: {reason}',
  'notices.notTidied': 'In der wiederhergestellten Mediathek ist noch nicht aufgeräumt: {reason}',
  'notices.lockLeft': 'Die Mediathek sieht noch so aus, als wäre sie in Benutzung: {reason}',
  'notices.useNotNoted':
    'Wer die Mediathek benutzt hat, konnte nicht festgehalten werden: {reason}',
  'notices.newerButUsable':
    'Ein neueres Fermata hat die Mediathek aktualisiert. Diese Version kann sie weiter benutzen.',
  'notices.networkShare':
    'Die Mediathek liegt auf einem Netzlaufwerk: Dort schreibt Fermata langsamer, um sicherzugehen. Sie immer nur auf einem Computer öffnen.',
  'notices.movedAside':
    'Die Mediathek ist beschädigt: Sie wird als Ganzes beiseitegelegt und nicht beschrieben.',
  'notices.quarantined': 'Was vorher da war, liegt in {folder}.',
  'notices.ofDamaged': 'Aus der beschädigten Mediathek: {problem}',
} satisfies Record<keyof typeof en, string>;
