/** Commands that come from the desktop's menu or from the keyboard. */
import { useEffect, useEffectEvent } from 'react';
import { type MenuCommand, MenuCommandSchema } from '../../shared/desktop-bridge.ts';

/** Carries out the commands for as long as the component is shown. */
export function useCommands(commands: Readonly<Record<MenuCommand, () => void>>): void {
  const carryOut = useEffectEvent((command: MenuCommand) => commands[command]());
  useEffect(
    () =>
      window.fermataDesktop?.onMenuCommand((command) => carryOut(MenuCommandSchema.parse(command))),
    [],
  );
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const isFind = event.key.toLowerCase() === 'f' && (event.ctrlKey || event.metaKey);
      if (!isFind || event.altKey || event.shiftKey) return;
      event.preventDefault();
      carryOut('find');
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, []);
}
