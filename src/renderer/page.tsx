/** Draws a page into its document, in the person's language, ready for whatever goes wrong in it. */
import { type ReactNode, StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { ProblemBoundary, ProblemNotice } from './problems/ProblemNotice.tsx';
import { PageProblems } from './problems/page-problems.ts';
import './style/fonts.css';
import './style/tokens.css';
import './style/base.css';
import { chooseLanguage } from '../shared/words/language.ts';
import { speak, spokenLanguage } from '../shared/words/words.ts';

const problems = new PageProblems((problem) => {
  const bridge = window.fermataDesktop ?? window.fermataSplash;
  // Where even that fails, the page itself still shows the problem.
  bridge?.reportProblem(problem).catch(() => {});
});
problems.watch(window);

export async function drawPage(page: ReactNode): Promise<void> {
  const element = document.getElementById('page');
  if (element === null) throw new Error('The document has no place for the page.');
  await speak(chooseLanguage(wantedLanguages()));
  document.documentElement.lang = spokenLanguage();
  createRoot(element).render(
    <StrictMode>
      <ProblemNotice problems={problems} />
      <ProblemBoundary problems={problems}>{page}</ProblemBoundary>
    </StrictMode>,
  );
}

/** In the desktop app the page speaks as its menu does; a browser knows what its person reads. */
function wantedLanguages(): readonly string[] {
  const bridge = window.fermataDesktop ?? window.fermataSplash;
  return bridge === undefined ? navigator.languages : [bridge.language];
}
