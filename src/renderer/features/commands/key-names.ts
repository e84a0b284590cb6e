/** Keys as commands name them ("Mod+Shift+S"), compared with what is pressed and shown to a person. */

const NAMES: Readonly<Record<string, string>> = {
  ArrowLeft: 'Left',
  ArrowRight: 'Right',
  ArrowUp: 'Up',
  ArrowDown: 'Down',
  ' ': 'Space',
};

const isMac = navigator.platform.startsWith('Mac');

/** What was pressed, as commands name it. */
export function keysOf(event: KeyboardEvent): string {
  const name = NAMES[event.key] ?? event.key;
  const isLetter = /^\p{L}$/u.test(name);
  // A sign that takes Shift to type is named as it is: "?".
  const showsShift = event.shiftKey && (isLetter || name.length > 1);
  return [
    (isMac ? event.metaKey : event.ctrlKey) && 'Mod',
    event.altKey && 'Alt',
    showsShift && 'Shift',
    isLetter ? name.toUpperCase() : name,
  ]
    .filter((part) => part !== false)
    .join('+');
}

/** As they stand on the keyboard: "Ctrl+B". */
export function keysShown(keys: string): string {
  if (isMac) return keys.replace('Mod+', '⌘').replace('Shift+', '⇧').replace('Alt+', '⌥');
  return keys.replace('Mod', 'Ctrl');
}

/** Whether a field takes the keys itself: letters, and what moves or undoes in its text. */
export function isForField(event: KeyboardEvent, keys: string): boolean {
  if (!isField(event.target)) return false;
  return !keys.startsWith('Mod+') || /\+(Left|Right|Up|Down|Z)$/.test(keys);
}

/** Whether text is typed into it. */
export function isField(target: EventTarget | null): boolean {
  return (
    target instanceof Element &&
    target.matches('input:not([type=range], [type=radio], [type=checkbox]), textarea, select')
  );
}
