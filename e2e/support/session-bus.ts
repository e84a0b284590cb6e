/**
 * A desktop's message bus of its own, over which Linux desktops hand media keys to whoever plays
 * (MPRIS, https://specifications.freedesktop.org/mpris-spec/latest/).
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { onTestFinished, type TestContext } from 'vitest';
import { findCommand, runCommand } from './commands.ts';
import { installPackages } from './debian-packages.ts';

const PLAYER_OBJECT = '/org/mpris/MediaPlayer2';
const PLAYER_INTERFACE = 'org.mpris.MediaPlayer2.Player';

export class SessionBus {
  /** For DBUS_SESSION_BUS_ADDRESS. */
  readonly address: string;

  constructor(address: string) {
    this.address = address;
  }

  /** Presses a media key, as the desktop does it: `Next`, `Pause`, `PlayPause`. */
  async pressMediaKey(key: string): Promise<void> {
    await this.#send(await this.#player(), PLAYER_OBJECT, `${PLAYER_INTERFACE}.${key}`);
  }

  /** What the desktop shows of the player, as dbus-send prints it: `Metadata`, `PlaybackStatus`. */
  async playerProperty(name: string): Promise<string> {
    const method = 'org.freedesktop.DBus.Properties.Get';
    const question = [`string:${PLAYER_INTERFACE}`, `string:${name}`];
    return this.#send(await this.#player(), PLAYER_OBJECT, method, ...question);
  }

  async #player(): Promise<string> {
    const daemon = 'org.freedesktop.DBus';
    const names = await this.#send(daemon, '/org/freedesktop/DBus', `${daemon}.ListNames`);
    const [name] = /org\.mpris\.MediaPlayer2\.[^"]+/.exec(names) ?? [];
    if (name === undefined) throw new Error('No player is on the bus.');
    return name;
  }

  #send(destination: string, object: string, method: string, ...values: string[]) {
    const to = [`--bus=${this.address}`, `--dest=${destination}`];
    return runCommand('dbus-send', ['--print-reply', ...to, object, method, ...values]);
  }
}

/** Starts a bus that ends with the test; skips the test where none can be had. */
export async function startSessionBus({ skip }: TestContext): Promise<SessionBus> {
  if (process.platform !== 'linux') skip('Media keys come over a bus on Linux only');
  if ((await findCommand('dbus-daemon')) === null) await installPackages(['dbus']);
  const daemon = await findCommand('dbus-daemon');
  if (daemon === null) return skip('There is no dbus-daemon to hand on media keys');
  const bus = spawn(daemon, ['--session', '--nofork', '--print-address'], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  onTestFinished(() => {
    bus.kill();
  });
  const [address] = await once(bus.stdout, 'data');
  return new SessionBus(String(address).trim());
}
