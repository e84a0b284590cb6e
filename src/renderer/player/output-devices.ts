/**
 * Pauses playing when the last headphone or speaker is pulled out, so that the music does not go on unheard.
 * Without a person's permission, which nothing here asks for, browsers tell of no more than one output.
 */
import { t } from '../../shared/words/words.ts';
import { toast } from '../elements/toast/toast.ts';
import type { Player } from './player.ts';

/** The part of the browser's devices that is needed. */
type Devices = Pick<MediaDevices, 'enumerateDevices' | 'addEventListener'>;

/** @param devices undefined on pages outside of a secure context, which are told of none */
export async function watchOutputs(player: Player, devices: Devices | undefined): Promise<void> {
  if (devices === undefined) return;
  let before = await countOutputs(devices);
  devices.addEventListener('devicechange', async () => {
    const now = await countOutputs(devices);
    const isGone = now < before;
    before = now;
    if (!isGone || !player.state().isPlaying) return;
    player.pause();
    toast({
      text: t('player.outputGone'),
      key: 'output',
      action: { label: t('actions.play'), run: () => player.play() },
    });
  });
}

async function countOutputs(devices: Devices): Promise<number> {
  // Where a browser tells nothing, nothing is ever gone.
  const all = await devices.enumerateDevices().catch(() => []);
  return all.filter(({ kind }) => kind === 'audiooutput').length;
}
