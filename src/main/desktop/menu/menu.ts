/** The app's menu: always the one that fits what the app can do now. */
import { isDeepStrictEqual } from 'node:util';
import { Menu } from 'electron';
import { type MenuActions, type MenuState, menuTemplate } from './menu-template.ts';

export class AppMenu {
  readonly #actions: MenuActions;
  #state: MenuState | null = null;

  constructor(actions: MenuActions) {
    this.#actions = actions;
  }

  /** Shows the menu for a state of the app. */
  show(state: MenuState): void {
    // A menu that is replaced closes: not without need.
    if (isDeepStrictEqual(state, this.#state)) return;
    this.#state = state;
    const template = menuTemplate(process.platform, state, this.#actions);
    Menu.setApplicationMenu(Menu.buildFromTemplate(template));
  }
}
