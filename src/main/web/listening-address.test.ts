/** Which addresses other computers reach, and by which names a server is asked. */
import { networkInterfaces } from 'node:os';
import { expect, test } from 'vitest';
import { isLoopback, namesOf } from './listening-address.ts';

test.each(['127.0.0.1', '127.0.0.2', '::1', '::ffff:127.0.0.1'])(
  'only this computer reaches %s',
  (address) => expect(isLoopback(address)).toBe(true),
);

test.each(['0.0.0.0', '::', '192.168.1.20', '10.0.0.1', 'fe80::1', '::ffff:10.0.0.1'])(
  'others reach %s',
  (address) => expect(isLoopback(address)).toBe(false),
);

test('an address is its own name, and so is localhost where that is it', () => {
  const own = expect.stringMatching(/^fermata-[0-9a-f]{12}\.localhost$/);
  expect(namesOf('127.0.0.1')).toEqual(['127.0.0.1', 'localhost', own]);
  expect(namesOf('::1')).toEqual(['[::1]', 'localhost', own]);
  expect(namesOf('127.0.0.2')).toEqual(['127.0.0.2', 'localhost']);
  expect(namesOf('192.168.1.20')).toEqual(['192.168.1.20']);
  expect(namesOf('fd00::20')).toEqual(['[fd00::20]']);
});

test('all addresses of this computer are names, where it listens on all', () => {
  const own = Object.values(networkInterfaces()).flatMap((found = []) => found);
  const addresses = own.filter(({ family }) => family === 'IPv4').map(({ address }) => address);
  expect(namesOf('0.0.0.0')).toEqual(expect.arrayContaining([...addresses, 'localhost']));
  expect(namesOf('0.0.0.0')).not.toContain('0.0.0.0');
  expect(namesOf('::')).toEqual(expect.arrayContaining([...addresses, '[::1]', 'localhost']));
});
