/** The space bar plays and pauses, wherever the keyboard is but in a field. */
import { useEffect } from 'react';
import { commandRegistry } from '../features/commands/registry.ts';
import type { Player } from './player.ts';

/** What a space is typed into, or ticks and chooses. */
const TAKES_SPACE =
  'input:not([type=range]), textarea, select, [contenteditable], [role=menu] *, [role=option]';

/** And what it presses, for a person who has come there by the keyboard. */
const PRESSED = 'button, summary, [role=button]';

export function usePlayerKeys(player: Player): void {
  useEffect(() => {
    // Chromium calls the focus visible from the first key on, that which is pressed now included.
    let isByKeyboard = false;
    const onPointerDown = () => {
      isByKeyboard = false;
    };
    const keepsSpace = ({ target }: KeyboardEvent) =>
      target instanceof Element &&
      (target.matches(TAKES_SPACE) || (isByKeyboard && target.matches(PRESSED)));
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key === 'Tab') isByKeyboard = true;
      if (event.key !== ' ' || event.ctrlKey || event.metaKey || event.altKey) return;
      if (keepsSpace(event)) return;
      event.preventDefault();
      if (event.repeat) return;
      if (player.state().track === null) commandRegistry.run('play-pause');
      else player.toggle();
    };
    /** A button that was clicked would be pressed again when the space is let go. */
    const onKeyUp = (event: KeyboardEvent) => {
      const isButton = event.target instanceof Element && event.target.matches(PRESSED);
      if (event.key === ' ' && isButton && !keepsSpace(event)) event.preventDefault();
    };
    const listening = new AbortController();
    // Before whatever listens to it on the way.
    const options = { capture: true, signal: listening.signal };
    window.addEventListener('pointerdown', onPointerDown, options);
    window.addEventListener('keydown', onKeyDown, options);
    window.addEventListener('keyup', onKeyUp, options);
    return () => listening.abort();
  }, [player]);
}
