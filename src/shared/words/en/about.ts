/** *About Fermata* in a page. */
export const about = {
  'about.title': 'About Fermata',
  'about.madeOf': 'Fermata is free software, and made with the free software of many others.',
  'about.notices': 'Licences',
  'about.notHere':
    'The licences are not here. They are in the folder that Fermata is installed in, and on its website.',
} as const;
