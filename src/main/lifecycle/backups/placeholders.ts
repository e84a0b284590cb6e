/**
 * What a cloud folder or a synchronising tool leaves in the place of a file that it has not here now:
 * `ID.db.cloud`, `.ID.db.icloud`, `.syncthing.ID.db.tmp`.
 */
import { BACKUP_ENDING, DAMAGED_ENDING, isPartial, MANIFEST_ENDING } from '../files/file-names.ts';
import { backupIdOf } from './names.ts';

type Part = typeof BACKUP_ENDING | typeof MANIFEST_ENDING;

const PLACEHOLDER = /(?<id>\d{4}-\d\d-\d\dT[\w.-]*?)(?<ending>\.db|\.json)\.[\w~-]+$/;

/** Which part of which backup a placeholder stands for; null for any other file. */
export function placeholderOf(name: string): { readonly id: string; readonly part: Part } | null {
  if (name.endsWith(DAMAGED_ENDING) || isPartial(name)) return null;
  const { id, ending } = PLACEHOLDER.exec(name)?.groups ?? {};
  if (id === undefined || backupIdOf(`${id}${BACKUP_ENDING}`, BACKUP_ENDING) === null) return null;
  return { id, part: ending === BACKUP_ENDING ? BACKUP_ENDING : MANIFEST_ENDING };
}

/** The placeholder of a part of a backup among the files of a folder, if there is one. */
export function findPlaceholder(
  id: string,
  part: Part,
  names: readonly string[],
): string | undefined {
  return names.find((name) => {
    const found = placeholderOf(name);
    return found?.id === id && found.part === part;
  });
}
