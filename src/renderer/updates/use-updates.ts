/** How updating the app goes, as the desktop's main process tells it; nothing in a browser. */
import { useEffect, useState } from 'react';
import { type UpdateAction, type UpdateState, UpdateStateSchema } from '../../shared/updates.ts';

export interface Updates {
  /** Null in a browser, and until the main process has told it. */
  readonly state: UpdateState | null;
  readonly act: (action: UpdateAction) => void;
}

export function useUpdates(): Updates {
  const [state, setState] = useState<UpdateState | null>(null);
  useEffect(() => {
    const bridge = window.fermataDesktop;
    if (bridge === undefined) return undefined;
    const stop = bridge.onUpdateState((told) => setState(UpdateStateSchema.parse(told)));
    // What was told meanwhile is newer than the answer.
    void bridge
      .updateState()
      .then((answer) => setState((told) => told ?? UpdateStateSchema.parse(answer)));
    return stop;
  }, []);
  return { state, act: (action) => void window.fermataDesktop?.actOnUpdate(action) };
}
