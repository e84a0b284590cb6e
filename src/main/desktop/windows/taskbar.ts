/** How the work on a library goes, mirrored on the taskbar or the dock. */
import type { BrowserWindow, ProgressBarOptions } from 'electron';
import { type LifecycleView, progressFraction } from '../../../shared/lifecycle-view.ts';

/** A bar of the taskbar, as BrowserWindow.setProgressBar takes it. */
export interface TaskbarProgress {
  /** 0 to 1; more than 1 moves without saying how far it is, less than 0 is no bar. */
  readonly value: number;
  readonly mode: NonNullable<ProgressBarOptions['mode']>;
}

/** What the taskbar shows of a library that is being prepared. */
export function taskbarProgress(view: LifecycleView): TaskbarProgress {
  if (view.state === 'failed') return { value: 1, mode: 'error' };
  const fraction = progressFraction(view);
  if (fraction === null) return { value: 2, mode: 'indeterminate' };
  // A backup tells each of its pages, and nobody can see less than a hundredth.
  return { value: Math.floor(fraction * 100) / 100, mode: 'normal' };
}

/** Takes it away, before the window is gone: some docks keep it for the app. */
export function clearProgress(window: BrowserWindow): void {
  window.setProgressBar(-1);
}

/** Shows it for a window. */
export function mirrorProgress(window: BrowserWindow, view: LifecycleView): void {
  const { value, mode } = taskbarProgress(view);
  window.setProgressBar(value, { mode });
}
