/** sort-rules.ts: each language has its letters where its readers look for them. */
import { expect, test } from 'vitest';
import { sortKey } from './sort-key.ts';
import { AFTER_PREFIX, sortLanguage } from './sort-rules.ts';

/** As SQLite compares texts: by their UTF-8 bytes. */
function sorted(names: readonly string[], language: string): string[] {
  const bytes = (name: string) => Buffer.from(sortKey(name, language));
  return names.toSorted((a, b) => Buffer.compare(bytes(a), bytes(b)));
}

test.for<[language: string, names: string[]]>([
  ['', ['Ångel', 'Ape', 'Ärger', 'Eland', 'Øre', 'Zoo']],
  ['de', ['Die Ärzte', 'Das Auto', 'Ein Böhm', 'Bone', 'Müller', 'Straße', 'The Zoo']],
  ['sv', ['A-ha', 'Abba', 'Über', 'Yz', 'Zz', 'Åke', 'Äpple', 'Ærø', 'Öl', 'Øre', 'øz']],
  ['fi', ['Zz', 'Åke', 'Äpple', 'Öl']],
  ['da', ['Ab', 'Zz', 'Ägypten', 'Ærø', 'Øl', 'Ören', 'Aalborg', 'Åse']],
  ['nb', ['Zz', 'Ærlig', 'Østen', 'Åge']],
  ['is', ['Az', 'Á', 'Dz', 'Ð', 'Þórr', 'Æ', 'Ö']],
  ['es', ['El Nz', 'Ñandú', 'La Oda']],
  ['cs', ['Cz', 'Čáp', 'Hz', 'Chleba', 'Ibis', 'Říp', 'Šíp', 'Žába']],
  ['pl', ['Az', 'Ądż', 'Lz', 'Łódź', 'Zz', 'Źrebię', 'Żaba']],
  ['hu', ['Cz', 'Csa', 'Dz', 'Gz', 'Gya', 'Oz', 'Öl', 'Őz', 'Uz', 'Ül', 'Zz', 'Zsa']],
  ['tr', ['Cz', 'Çam', 'Hz', 'Isı', 'İz', 'Şal']],
  ['et', ['Sz', 'Šz', 'Zz', 'Žz', 'Tee', 'Wz', 'Õun', 'Äär', 'Öö', 'Üks', 'Xz', 'Yz']],
  ['ru', ['Ёлка', 'Ель', 'Из', 'Йод', 'Ка']],
  ['uk', ['Гя', 'Ґа', 'Ея', 'Єва', 'Ия', 'Іва', 'Їжак', 'Йод', 'Ка']],
  ['fr', ['Les Amis', "L'Amour", 'Été', 'La Vie']],
  ['vi', ['Az', 'Ăn', 'Ắt', 'Âm', 'Da', 'Đà']],
  ['zh', ['Zoo', '阿姨', '北京', '中国', '周']],
])('in %j: %j', ([language, names]) => {
  expect(sorted(names.toReversed(), language)).toEqual(names);
  const apart = names.map((name) => name.normalize('NFD'));
  expect(sorted(apart.toReversed(), language)).toEqual(apart);
});

test('what begins with a letter ends before the letters that come after it', () => {
  const last = `${sortKey('z', 'sv')}${AFTER_PREFIX}`;
  const [beginning, next] = ['zzz', 'å'].map((name) => sortKey(name, 'sv'));
  expect(sorted([last, beginning ?? '', next ?? ''], '')).toEqual([beginning, last, next]);
});

test.for<[wanted: string[], language: string | null]>([
  [['sv_SE.UTF-8'], 'sv'],
  [['nb-NO', 'en'], 'nb'],
  [['en_GB.UTF-8', 'sv'], ''],
  [['zh_CN.UTF-8'], 'zh'],
  [['zh-Hant-HK'], 'zh-hant'],
  [['zh_TW'], 'zh-hant'],
  [['C.UTF-8'], null],
  [['POSIX'], null],
  [['ca@valencia'], 'ca'],
  [['constructor'], ''],
  [[''], null],
  [[], null],
])('of %j, names are sorted by %j', ([wanted, language]) => {
  expect(sortLanguage(wanted)).toBe(language);
});
