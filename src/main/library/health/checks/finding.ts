/** How one check of a library ends. */
import { inEnglish, type Sentence, toFermataError } from '../../../../shared/errors.ts';
import type { Finding } from '../../../../shared/health.ts';
import { knownWords } from '../../../../shared/words/sent-words.ts';
import { tellInEnglish, type Words } from '../../../../shared/words/words.ts';

/** @param check what was checked */
export function ok(check: Words, message: Words): Finding {
  return found(check, 'ok', { message });
}

export function warning(check: Words, message: Words, advice: Words): Finding {
  return found(check, 'warning', { message, advice });
}

/** Runs a check; whatever it throws is the problem that it found. */
export async function finding(
  check: Words,
  examine: (check: Words) => Finding | Promise<Finding>,
): Promise<Finding> {
  try {
    return await examine(check);
  } catch (error) {
    const failure = toFermataError(error);
    if (failure.code === 'INTERRUPTED') throw failure;
    const { message, advice, code, words } = failure;
    const sentences = {
      message: knownWords(words.message) ?? message,
      advice: knownWords(words.advice) ?? advice,
    };
    return { ...found(check, 'problem', sentences), code };
  }
}

interface Found {
  readonly message: Sentence;
  readonly advice?: Sentence;
}

function found(check: Words, verdict: Finding['verdict'], { message, advice }: Found): Finding {
  return {
    check: tellInEnglish(check),
    verdict,
    message: inEnglish(message),
    advice: advice === undefined ? null : inEnglish(advice),
    code: null,
    words: {
      check,
      ...(typeof message === 'string' ? {} : { message }),
      ...(advice === undefined || typeof advice === 'string' ? {} : { advice }),
    },
  };
}
