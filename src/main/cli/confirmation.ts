/** Asks a person at a terminal for a yes before something is replaced. */
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { cleanPainted } from '../../shared/clean-text.ts';
import { t } from '../../shared/words/cli/cli-words.ts';

/**
 * Settles with true for a yes, or for the phrase that was asked for; anything else, and the end of what
 * is typed, is a no.
 */
export type Confirm = (question: string, phrase?: string) => Promise<boolean>;

interface Terminal {
  readonly input: Readable;
  readonly output: Writable;
}

/**
 * Makes the function that asks.
 *
 * @param signal stops waiting for an answer: the function then rejects with the signal's reason
 */
export function confirmAt({ input, output }: Terminal, signal: AbortSignal): Confirm {
  return async (question, phrase) => {
    signal.throwIfAborted();
    const asked = cleanPainted(question);
    output.write(phrase === undefined ? `${asked} ${t('cli.yesOrNo')} ` : `${asked} `);
    // Without readline's own keys the terminal goes on to turn Ctrl+C into a signal.
    const lines = createInterface({ input, terminal: false });
    try {
      const answer = await Promise.race([
        once(lines, 'line', { signal }).then(([line]) => String(line)),
        once(lines, 'close', { signal }).then(() => null),
      ]);
      if (answer === null) output.write('\n');
      if (phrase !== undefined) return answer?.trim() === phrase;
      const typed = (answer ?? '').trim().toLowerCase();
      return t('cli.yesAnswers').split(' ').includes(typed);
    } catch (error) {
      output.write('\n');
      signal.throwIfAborted();
      throw error;
    } finally {
      lines.close();
    }
  };
}
