/** What the desktop's preload scripts add to the window; neither is there in a browser. */
import type { AppBridge, SplashBridge } from '../shared/desktop-bridge.ts';

declare global {
  interface Window {
    readonly fermataSplash?: SplashBridge;
    readonly fermataDesktop?: AppBridge;
  }
}
