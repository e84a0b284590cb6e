/** The large dialogs, which are loaded when they are opened. */
import { lazy } from 'react';

export const BackupsDialog = lazy(async () => ({
  default: (await import('../backups/BackupsDialog.tsx')).BackupsDialog,
}));

export const HealthDialog = lazy(async () => ({
  default: (await import('../health/HealthDialog.tsx')).HealthDialog,
}));
