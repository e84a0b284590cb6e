/** How tracks are played: their speed, how loud, how one follows the other, and when playing ends. */
import { SlidersHorizontal } from 'lucide-react';
import { useSyncExternalStore } from 'react';
import { t } from '../../shared/words/words.ts';
import { IconButton } from '../elements/button/IconButton.tsx';
import { Menu, MenuChoice, MenuItem, Submenu } from '../elements/menu/Menu.tsx';
import { CROSSFADES, SPEEDS } from './play-settings.ts';
import type { Player } from './player.ts';

/** In minutes. */
const SLEEPS = [15, 30, 60, 90] as const;

export function PlayMenu({ player }: { readonly player: Player }) {
  const { settings, sleep } = player;
  const { replayGain, preventClipping, crossfade, speed } = useSyncExternalStore(
    settings.subscribe,
    settings.state,
  );
  const ends = useSyncExternalStore(player.subscribe, () => player.state().sleep);
  return (
    <Menu
      trigger={
        <IconButton
          icon={SlidersHorizontal}
          label={t('player.options')}
          data-on={ends !== null || undefined}
        />
      }
    >
      <Submenu label={t('player.loudness')}>
        <MenuChoice
          label={t('player.loudness')}
          value={replayGain}
          options={[
            { value: 'off', label: t('player.gainOff') },
            { value: 'track', label: t('player.gainTrack') },
            { value: 'album', label: t('player.gainAlbum') },
          ]}
          onChoose={(chosen) => settings.set({ replayGain: chosen })}
        />
      </Submenu>
      <Submenu label={t('player.clipping')}>
        <MenuChoice
          label={t('player.clipping')}
          value={preventClipping ? 'prevent' : 'allow'}
          options={[
            { value: 'prevent', label: t('player.clippingPrevented') },
            { value: 'allow', label: t('player.clippingAllowed') },
          ]}
          onChoose={(chosen) => settings.set({ preventClipping: chosen === 'prevent' })}
        />
      </Submenu>
      <Submenu label={t('player.crossfade')}>
        <MenuChoice
          label={t('player.crossfade')}
          value={String(crossfade)}
          options={CROSSFADES.map((seconds) => ({
            value: String(seconds),
            label: seconds === 0 ? t('player.off') : t('player.seconds', { count: seconds }),
          }))}
          onChoose={(chosen) => settings.set({ crossfade: Number(chosen) })}
        />
      </Submenu>
      <Submenu label={t('player.speed')}>
        <MenuChoice
          label={t('player.speed')}
          value={String(speed)}
          options={SPEEDS.map((each) => ({
            value: String(each),
            label: each === 1 ? t('player.normalSpeed') : t('player.times', { value: each }),
          }))}
          onChoose={(chosen) => settings.set({ speed: Number(chosen) })}
        />
      </Submenu>
      <Submenu label={t('player.sleep')}>
        {ends !== null && <MenuItem label={t('player.sleepOff')} onSelect={() => sleep.clear()} />}
        {SLEEPS.map((minutes) => (
          <MenuItem
            key={minutes}
            label={t('player.minutes', { count: minutes })}
            onSelect={() => sleep.set(minutes)}
          />
        ))}
        <MenuItem label={t('player.sleepWithTrack')} onSelect={() => sleep.set(null)} />
      </Submenu>
    </Menu>
  );
}
