/** switch-list.ts: what a packaged app does not start with. */
import { expect, test } from 'vitest';
import { findForbidden } from './switch-list.ts';

function startedWith(switches: Readonly<Record<string, string>>) {
  return {
    hasSwitch: (name: string) => name in switches,
    getSwitchValue: (name: string) => switches[name] ?? '',
  };
}

const shipped = () => false;
const forTests = () => true;

test.each([
  { 'remote-debugging-port': '0' },
  { 'remote-debugging-port': '9222' },
  { 'remote-debugging-pipe': '' },
  { 'no-sandbox': '', 'remote-allow-origins': '*' },
  { 'renderer-cmd-prefix': 'xterm -e' },
  { 'zygote-cmd-prefix': 'xterm -e' },
])('a shipped app is refused %j', (switches) => {
  const [last] = Object.keys(switches).toReversed();
  expect(findForbidden(startedWith(switches), shipped)).toBe(last);
});

test('what desktops and people give it is not', () => {
  const given = {
    'no-sandbox': '',
    'ozone-platform': 'wayland',
    lang: 'de',
    'user-data-dir': '/a',
  };
  expect(findForbidden(startedWith(given), shipped)).toBeNull();
});

test('one packed for its tests has a port that Chromium chooses, and nothing else', () => {
  const port = { 'remote-debugging-port': '0' };
  expect(findForbidden(startedWith(port), forTests)).toBeNull();
  expect(findForbidden(startedWith({ 'remote-debugging-port': '9222' }), forTests)).not.toBeNull();
  const more = { ...port, 'remote-debugging-pipe': '' };
  expect(findForbidden(startedWith(more), forTests)).toBe('remote-debugging-pipe');
});
