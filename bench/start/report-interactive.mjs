/**
 * Runs in the main process of a measured app, before the app itself: tells on standard output when
 * the element that FERMATA_BENCH_ELEMENT names has been drawn in a window, by the machine's clock.
 */
import { app } from 'electron';

const DRAWN = `new Promise((resolve) => {
  const look = () => {
    if (document.querySelector(${JSON.stringify(process.env.FERMATA_BENCH_ELEMENT)}) === null) return;
    observer.disconnect();
    // The second frame begins when the first one has been drawn, and in a hidden window none does.
    requestAnimationFrame(() => requestAnimationFrame(resolve));
  };
  const observer = new MutationObserver(look);
  observer.observe(document, { subtree: true, childList: true });
  look();
})`;

app.on('web-contents-created', (_event, contents) => {
  contents.once('dom-ready', async () => {
    await contents.executeJavaScript(DRAWN);
    console.log(JSON.stringify({ at: Number(process.hrtime.bigint()) / 1e6 }));
  });
});
