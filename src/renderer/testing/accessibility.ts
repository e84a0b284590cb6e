/** What axe-core finds wrong with what a component's test has drawn. */
import axe from 'axe-core';

/** Rules about a whole page, which a component of its own cannot keep. */
const RULES_OF_PAGES = ['region', 'landmark-one-main', 'page-has-heading-one', 'document-title'];

/**
 * Checks what is drawn, dialogs and menus outside of the component's place included.
 *
 * @throws Error naming each rule that is violated, and the element
 */
export async function expectNoViolations(): Promise<void> {
  const rules = Object.fromEntries(RULES_OF_PAGES.map((rule) => [rule, { enabled: false }]));
  const { violations } = await axe.run(document.body, { rules, resultTypes: ['violations'] });
  const found = violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id} (${help}): ${target}\n${failureSummary}`),
  );
  if (found.length > 0) throw new Error(found.join('\n'));
}
