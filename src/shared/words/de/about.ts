/** *Über Fermata* auf einer Seite. */
import type { about as en } from '../en/about.ts';

export const about = {
  'about.title': 'Über Fermata',
  'about.madeOf': 'Fermata ist freie Software und aus freier Software vieler anderer gemacht.',
  'about.notices': 'Lizenzen',
  'about.notHere':
    'Die Lizenzen sind nicht da. Sie liegen im Ordner, in dem Fermata installiert ist, und auf der Website.',
} satisfies Readonly<Record<keyof typeof en, string>>;
