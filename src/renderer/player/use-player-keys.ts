/** The space bar plays and pauses, wherever the keyboard is but in a field. */
import { useEffect } from 'react';
import { commandRegistry } from '../features/commands/registry.ts';
import type { Player } from './player.ts';

/** What a space is typed into, or ticks and chooses. */
const TAKES_SPACE =
  'input:not([type=range]), textarea, select, [contenteditable], [role=menu] *, [role=option]';

/** And what it presses, for a person who has come there by the keyboard. */
const KEEPS_SPACE = `${TAKES_SPACE}, button:focus-visible, summary:focus-visible`;

export function usePlayerKeys(player: Player): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key !== ' ' || event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.target instanceof Element && event.target.matches(KEEPS_SPACE)) return;
      // A button that was clicked would be pressed again.
      event.preventDefault();
      if (event.repeat) return;
      if (player.state().track === null) commandRegistry.run('play-pause');
      else player.toggle();
    };
    // Before whatever listens to it on the way.
    window.addEventListener('keydown', onKeyDown, { capture: true });
    window.addEventListener('keyup', swallowSpace, { capture: true });
    return () => {
      window.removeEventListener('keydown', onKeyDown, { capture: true });
      window.removeEventListener('keyup', swallowSpace, { capture: true });
    };
  }, [player]);
}

/** A button that was clicked is pressed when the space is let go. */
function swallowSpace(event: KeyboardEvent): void {
  if (event.key !== ' ' || !(event.target instanceof Element)) return;
  if (event.target.matches('button, summary') && !event.target.matches(KEEPS_SPACE)) {
    event.preventDefault();
  }
}
