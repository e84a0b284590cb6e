/** Draws a page into its document, ready for whatever goes wrong in it. */
import { type ReactNode, StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { ProblemBoundary, ProblemNotice } from './problems/ProblemNotice.tsx';
import { PageProblems } from './problems/page-problems.ts';
import './style/fonts.css';
import './style/tokens.css';
import './style/base.css';

const problems = new PageProblems((problem) => {
  const bridge = window.fermataDesktop ?? window.fermataSplash;
  // Where even that fails, the page itself still shows the problem.
  bridge?.reportProblem(problem).catch(() => {});
});
problems.watch(window);

export function drawPage(page: ReactNode): void {
  const element = document.getElementById('page');
  if (element === null) throw new Error('The document has no place for the page.');
  createRoot(element).render(
    <StrictMode>
      <ProblemNotice problems={problems} />
      <ProblemBoundary problems={problems}>{page}</ProblemBoundary>
    </StrictMode>,
  );
}
