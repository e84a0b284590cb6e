/** The recovery view: what is said of an error, and what can be done, in the person's language. */
import { afterEach, expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { FermataError, reportError } from '../../shared/errors.ts';
import { speak, words } from '../../shared/words/words.ts';
import { expectNoViolations } from '../testing/accessibility.ts';
import { show } from '../testing/show.tsx';
import { RecoveryView } from './RecoveryView.tsx';

afterEach(() => speak('en'));

const DAMAGED = reportError(
  new FermataError('LIBRARY_DAMAGED', words('errors.damaged', { file: 'library.db' }), {
    advice: words('errors.restoreBackup'),
    libraryState: words('errors.damagedFileKept'),
  }),
);

async function showRecovery(): Promise<void> {
  const onAction = async () => {};
  await show(<RecoveryView error={DAMAGED} possible={['restore', 'quit']} onAction={onAction} />);
}

test('an error that another process has sent is told in English', async () => {
  await showRecovery();
  const alert = page.getByRole('alert');
  await expect.element(alert.getByText('library.db is damaged.')).toBeVisible();
  await expect.element(alert.getByText('Restore a backup.')).toBeVisible();
  await expect.element(page.getByRole('button', { name: 'Restore from Backup…' })).toBeVisible();
});

test('the same error is told in German to a person who reads German', async () => {
  await speak('de');
  await showRecovery();
  const alert = page.getByRole('alert');
  await expect.element(alert.getByText('Die Mediathek konnte nicht geöffnet werden')).toBeVisible();
  await expect.element(alert.getByText('library.db ist beschädigt.')).toBeVisible();
  await expect
    .element(alert.getByText('Die beschädigte Datei wurde nicht verändert.'))
    .toBeVisible();
  await expect.element(alert.getByText('Eine Sicherung wiederherstellen.')).toBeVisible();
  await expect.element(page.getByRole('button', { name: 'Beenden' })).toBeVisible();
  await expectNoViolations();
});
