/** Draws a page into its document. */
import { type ReactNode, StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import './style/tokens.css';
import './style/base.css';

export function drawPage(page: ReactNode): void {
  const element = document.getElementById('page');
  if (element === null) throw new Error('The document has no place for the page.');
  createRoot(element).render(<StrictMode>{page}</StrictMode>);
}
