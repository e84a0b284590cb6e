/**
 * What people read in components comes from the catalog (src/shared/words): text that stands in one as
 * a literal is found here. Files that still have some are listed, and leave the list with the last one.
 */
import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseSync } from 'vite';
import { expect, test } from 'vitest';
import { z } from 'zod';

const RENDERER = fileURLToPath(new URL('..', import.meta.url));

/** Attributes that a screen reader says or a person sees. */
const TOLD = new Set(['alt', 'aria-label', 'aria-description', 'label', 'placeholder', 'title']);

/** The same in every language. */
const NAMES = new Set(['Fermata']);

const EXEMPT: readonly string[] = [];

/** A node of the syntax tree, as far as its kind says it. */
const NodeSchema = z.looseObject({ type: z.string(), start: z.number() });
type Node = z.infer<typeof NodeSchema>;

/** The literals of a component that people would read, each with its line. */
function literalsIn(source: string): string[] {
  const found: string[] = [];
  const add = ({ start }: Node, text: unknown) => {
    const told = String(text).trim();
    if (!/\p{L}{2}/u.test(told) || NAMES.has(told)) return;
    found.push(`${source.slice(0, start).split('\n').length}: ${told}`);
  };
  const visit = (node: Node) => {
    if (node.type === 'JSXText') add(node, node.value);
    if (node.type === 'JSXElement' || node.type === 'JSXFragment') {
      for (const child of nodesIn(node.children)) {
        if (child.type !== 'JSXExpressionContainer') continue;
        for (const drawn of drawnBy(child)) add(drawn, textOf(drawn));
      }
    }
    if (node.type === 'JSXAttribute' && TOLD.has(nameOf(node))) {
      for (const value of nodesIn(node.value)) {
        for (const drawn of drawnBy(value)) add(drawn, textOf(drawn));
      }
    }
    for (const part of Object.values(node)) for (const inner of nodesIn(part)) visit(inner);
  };
  for (const node of nodesIn(parseSync('component.tsx', source).program)) visit(node);
  return found;
}

/** The literals that an expression may become when it is drawn. */
function drawnBy(node: Node): Node[] {
  switch (node.type) {
    case 'Literal':
    case 'TemplateLiteral':
      return [node];
    case 'JSXExpressionContainer':
    case 'ParenthesizedExpression':
      return nodesIn(node.expression).flatMap(drawnBy);
    case 'ConditionalExpression':
      return [...nodesIn(node.consequent), ...nodesIn(node.alternate)].flatMap(drawnBy);
    case 'LogicalExpression':
    case 'BinaryExpression':
      return nodesIn(node.right).flatMap(drawnBy);
    default:
      return [];
  }
}

function textOf(node: Node): string {
  if (node.type === 'Literal') return typeof node.value === 'string' ? node.value : '';
  const QuasiSchema = z.looseObject({ value: z.object({ cooked: z.string() }) });
  return nodesIn(node.quasis)
    .map((quasi) => QuasiSchema.parse(quasi).value.cooked)
    .join(' ');
}

function nameOf(attribute: Node): string {
  return z.looseObject({ name: z.string().catch('') }).parse(attribute.name).name;
}

function nodesIn(value: unknown): Node[] {
  return (Array.isArray(value) ? value : [value]).flatMap((each: unknown) => {
    const node = NodeSchema.safeParse(each);
    return node.success ? [node.data] : [];
  });
}

const components = globSync('**/*.tsx', { cwd: RENDERER })
  .map((file) => file.replaceAll('\\', '/'))
  .filter((file) => !file.endsWith('.test.tsx'))
  .sort();

test.each(components.filter((file) => !EXEMPT.includes(file)))(
  '%s has no text of its own',
  (file) => {
    expect(literalsIn(readFileSync(`${RENDERER}${file}`, 'utf8'))).toEqual([]);
  },
);

test('a file leaves the list of exempt ones with its last literal', () => {
  const isDone = (file: string) =>
    literalsIn(readFileSync(`${RENDERER}${file}`, 'utf8')).length === 0;
  expect(EXEMPT.filter(isDone)).toEqual([]);
});

// What is drawn by expressions of an element comes before what is inside of it.
test('text, attributes and drawn expressions are found; what comes from the catalog is not', () => {
  const source = `
    const page = <p title="Hidden" className="strip">
      Shown {isOpen ? 'Open' : t('actions.play')} {\`\${count} files\`} {t('actions.play')} · 12
    </p>;`;
  expect(literalsIn(source)).toEqual(['3: Open', '3: files', '2: Hidden', '2: Shown']);
});
