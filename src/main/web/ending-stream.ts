/** Event streams have no end of their own: they end when the server closes. */

/**
 * An event stream that ends properly when the signal is aborted: what was sent arrives, and the
 * connection is free to be closed. Every other answer is returned as it is.
 */
export function endOnAbort(response: Response, signal: AbortSignal): Response {
  const isEventStream = response.headers.get('content-type')?.startsWith('text/event-stream');
  if (response.body === null || isEventStream !== true) return response;
  const reader = response.body.getReader();
  let stopListening = () => {};
  const body = new ReadableStream<Uint8Array>({
    start: (controller) => {
      const end = () => {
        controller.close();
        void reader.cancel(signal.reason);
      };
      if (signal.aborted) return end();
      signal.addEventListener('abort', end, { once: true });
      stopListening = () => signal.removeEventListener('abort', end);
    },
    pull: async (controller) => {
      const { done, value } = await reader.read();
      if (signal.aborted) return;
      if (done) {
        stopListening();
        controller.close();
      } else {
        controller.enqueue(value);
      }
    },
    cancel: (reason) => {
      stopListening();
      return reader.cancel(reason);
    },
  });
  return new Response(body, response);
}
