/** The space bar plays and pauses, wherever the keyboard is but in what needs it itself. */
import { useEffect } from 'react';
import type { Player } from './player.ts';

/** What a space is typed into, or presses. */
const TAKES_SPACE =
  'input:not([type=range]), textarea, select, button, a, summary, [role=dialog] *, [role=menu] *';

export function usePlayerKeys(player: Player): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key !== ' ' || event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.target instanceof Element && event.target.matches(TAKES_SPACE)) return;
      if (event.repeat || player.state().track === null) return;
      event.preventDefault();
      player.toggle();
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [player]);
}
