/** Commands in components: registering them, and listening to what asks for them. */
import { useEffect, useRef } from 'react';
import { MenuCommandSchema } from '../../../shared/desktop-bridge.ts';
import { isField, isForField, keysOf } from './key-names.ts';
import { type Command, commandRegistry } from './registry.ts';

/** Offers commands for as long as the component is shown. */
export function useCommands(commands: readonly Command[]): void {
  // The palette asks for them while it is drawn, which an effect's event does not allow.
  const current = useRef(commands);
  useEffect(() => {
    current.current = commands;
  });
  useEffect(() => commandRegistry.add(() => current.current), []);
}

/** Carries out what the keyboard and the desktop's menu ask for; used once, by the shell. */
export function useCommandSources(): void {
  useEffect(
    () =>
      window.fermataDesktop?.onMenuCommand((asked) => {
        const command = MenuCommandSchema.parse(asked);
        if ((command === 'undo' || command === 'redo') && isField(document.activeElement)) {
          // What was typed; no other way leads to Chromium's own undoing.
          document.execCommand(command);
        } else {
          commandRegistry.run(command);
        }
      }),
    [],
  );
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented) return;
      const keys = keysOf(event);
      if (isForField(event, keys) || isInDialog(event.target)) return;
      const found = commandRegistry.available().find((each) => each.keys === keys);
      // The space presses buttons too: the player listens to it by itself.
      if (found === undefined || keys === 'Space') return;
      event.preventDefault();
      found.run();
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, []);
}

/** What lies under a dialog is not at hand. */
function isInDialog(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('[role=dialog], [role=menu]') !== null;
}
