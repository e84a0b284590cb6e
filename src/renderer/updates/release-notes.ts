/** Release notes as plain text: they come from the network, and are never drawn as a page. */

/**
 * The text of release notes. GitHub writes them as HTML, whose text alone is taken: a parsed document
 * that is not shown runs no script and loads nothing.
 */
export function plainNotes(notes: string): string {
  if (!notes.trimStart().startsWith('<')) return notes;
  const { body } = new DOMParser().parseFromString(notes, 'text/html');
  for (const item of body.querySelectorAll('li')) item.prepend('• ');
  for (const hidden of body.querySelectorAll('script, style, template')) hidden.remove();
  return (body.textContent ?? '').replaceAll(/\n\s*\n+/g, '\n\n').trim();
}
