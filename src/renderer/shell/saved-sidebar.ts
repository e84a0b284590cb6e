/** Whether the sidebar is folded to its icons, as it was left in this window or browser. */
const KEY = 'sidebar-folded';

export function isSidebarFolded(): boolean {
  return localStorage.getItem(KEY) === 'true';
}

export function saveSidebarFolded(isFolded: boolean): void {
  localStorage.setItem(KEY, String(isFolded));
}
