/** Which copies of the app replace themselves, and what the others say. */
import { describe, expect, test } from 'vitest';
import { type Installation, whyNotUpdatable } from './update-support.ts';

const APP_IMAGE: Installation = {
  platform: 'linux',
  isPackaged: true,
  hasFeed: true,
  packageType: null,
  appImage: '/home/somebody/Fermata.AppImage',
  canReplaceAppImage: true,
};

describe('A copy that replaces itself', () => {
  test.each([
    ['an AppImage', APP_IMAGE],
    ['one of Windows', { ...APP_IMAGE, platform: 'win32', appImage: undefined }],
    ['one of macOS', { ...APP_IMAGE, platform: 'darwin', appImage: undefined }],
  ] as const)('is %s', (_name, installation) => {
    expect(whyNotUpdatable(installation)).toBeNull();
  });
});

describe('A copy that does not', () => {
  test.each([
    [{ isPackaged: false, hasFeed: false }, /runs from its sources/],
    [{ hasFeed: false }, /unpacked by hand/],
    [{ appImage: undefined }, /unpacked by hand/],
    [{ packageType: 'deb', appImage: undefined }, /from its deb package/],
    [{ packageType: 'rpm', appImage: undefined }, /from its rpm package/],
    [{ canReplaceAppImage: false }, /may not write to the folder/],
  ] as const)('with %o says why', (what, reason) => {
    expect(whyNotUpdatable({ ...APP_IMAGE, ...what })).toMatch(reason);
  });
});
