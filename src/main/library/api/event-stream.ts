/** Server-sent events: what happens to the library, told to a page for as long as it listens. */
import type { ApiEvent } from '../../../shared/api/events.ts';

/** Proxies and sleeping laptops drop connections that are silent for long; in milliseconds. */
const HEARTBEAT_MS = 15_000;

/** A page that leaves so many events unread is cut off; its EventSource connects again. */
const MOST_UNREAD_EVENTS = 1_000;

/**
 * Answers with a stream of events that ends when the page goes away.
 *
 * @param subscribe starts telling a listener and returns what stops it; the listener may be called
 *   before it returns
 */
export function streamEvents(
  request: Request,
  subscribe: (listener: (event: ApiEvent) => void) => () => void,
): Response {
  const encoder = new TextEncoder();
  let stop = () => {};
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      const send = (text: string) => {
        controller.enqueue(encoder.encode(text));
        if ((controller.desiredSize ?? 0) > -MOST_UNREAD_EVENTS) return;
        stop();
        controller.close();
      };
      // The first bytes make the connection count as open, in browsers and through proxies.
      send(': listening\n\n');
      const heartbeat = setInterval(() => send(': alive\n\n'), HEARTBEAT_MS);
      const unsubscribe = subscribe((event) => send(`data: ${JSON.stringify(event)}\n\n`));
      const onAbort = () => {
        stop();
        controller.close();
      };
      request.signal.addEventListener('abort', onAbort, { once: true });
      stop = () => {
        clearInterval(heartbeat);
        unsubscribe();
        request.signal.removeEventListener('abort', onAbort);
      };
    },
    cancel: () => stop(),
  });
  return new Response(body, {
    headers: {
      'content-type': 'text/event-stream',
      'cache-control': 'no-store',
      // nginx would keep events until it has some kilobytes of them.
      'x-accel-buffering': 'no',
    },
  });
}
