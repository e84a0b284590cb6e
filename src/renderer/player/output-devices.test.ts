/** What happens when an audio output is pulled out: told here by a stand-in, as no test can pull one. */
import { afterEach, expect, test, vi } from 'vitest';
import { toasts } from '../elements/toast/toast.ts';
import { watchOutputs } from './output-devices.ts';
import type { Player } from './player.ts';

afterEach(() => vi.restoreAllMocks());

/** Outputs of which there are some, and a way to change how many. */
function outputs(count: number) {
  let now = count;
  const listeners: (() => unknown)[] = [];
  return {
    devices: {
      enumerateDevices: async () =>
        Array.from({ length: now }, () => ({ kind: 'audiooutput' }) as MediaDeviceInfo),
      addEventListener: (_event: string, listener: () => unknown) => listeners.push(listener),
    } as unknown as MediaDevices,
    change: async (to: number) => {
      now = to;
      for (const listener of listeners) await listener();
    },
  };
}

function playing(isPlaying: boolean) {
  const pause = vi.fn();
  return { pause, player: { pause, state: () => ({ isPlaying }) } as unknown as Player };
}

test('playing pauses when an output is gone, and a toast says so', async () => {
  const shown = vi.spyOn(toasts, 'add');
  const { devices, change } = outputs(1);
  const { player, pause } = playing(true);
  await watchOutputs(player, devices);
  await change(0);
  expect(pause).toHaveBeenCalledOnce();
  expect(shown).toHaveBeenCalledOnce();
});

test('an output that comes, and one that goes while nothing plays, change nothing', async () => {
  const { devices, change } = outputs(0);
  const { player, pause } = playing(true);
  await watchOutputs(player, devices);
  await change(1);
  expect(pause).not.toHaveBeenCalled();
  const still = outputs(1);
  const paused = playing(false);
  await watchOutputs(paused.player, still.devices);
  await still.change(0);
  expect(paused.pause).not.toHaveBeenCalled();
});
