/** fold-text.ts: what is typed and what is tagged become the same letters. */
import { expect, test } from 'vitest';
import { foldText } from './fold-text.ts';

test.for([
  ['Straße', 'strasse'],
  ['STRASSE', 'strasse'],
  ['ẞ', 'ss'],
  ['Smørrebrød', 'smorrebrod'],
  ['Łódź', 'lodz'],
  ['İstanbul', 'istanbul'],
  ['Işık', 'isik'],
  ['Encyclopædia', 'encyclopaedia'],
  ['Đorđe', 'dorde'],
  ['Þórr', 'thorr'],
  ['Œuvre', 'oeuvre'],
  ['ﬁnal ﬂight', 'final flight'],
  ['Ǿ', 'o'],
  ['Việt', 'viet'],
  ['ΣΊΣΥΦΟΣ', 'σισυφοσ'],
  ['Σίσυφος', 'σισυφοσ'],
  ['ЁЖИК', 'ежик'],
  ['שָׁלוֹם', 'שלומ'],
  ['مَرْحَبًا', 'مرحبا'],
  ['أحمد', 'احمد'],
  ['ＦＵＬＬＷＩＤＴＨ', 'fullwidth'],
  ['ｶﾞｷﾞ', 'がぎ'],
  ['カタカナ', 'かたかな'],
  ['한국노래', '한국노래'],
  ['①② ١٩ ๑๒', '12 19 12'],
  ['H₂O x²', 'h2o x2'],
  ['𝕮𝖔𝖔𝖑', 'cool'],
  ['ǅ', 'dz'],
  ['ſtrange', 'strange'],
  ['Don’t ‐ “Stop” ´n´', `don't - "stop" 'n'`],
  ['soft\u00adhyphen zero\u200bwidth rtl\u202e', 'softhyphen zerowidth rtl'],
  ['❤️', '❤'],
  ['C++', 'c++'],
] as const)('%j is %j, composed or not', ([text, folded]) => {
  expect(foldText(text)).toBe(folded);
  expect(foldText(text.normalize('NFC'))).toBe(folded);
  expect(foldText(text.normalize('NFD'))).toBe(folded);
});

test('marks that are sounds of their own are kept', () => {
  expect(foldText('कि')).not.toBe(foldText('क'));
  expect(foldText('が')).not.toBe(foldText('か'));
  expect(foldText('กี')).not.toBe(foldText('ก'));
});
