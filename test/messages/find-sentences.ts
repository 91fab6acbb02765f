import { parseSync } from 'vite';

export interface Found {
  readonly line: number;
  readonly text: string;
}

interface Node {
  readonly type: string;
  readonly start: number;
  readonly [key: string]: unknown;
}

const logLevels = new Set(['fatal', 'error', 'warn', 'info', 'debug', 'trace']);
/** Errors of the language are bugs, and read by engineers. */
const bugs = new Set(['Error', 'RangeError', 'TypeError']);

/**
 * Texts in a source file that read like a sentence, outside of what engineers read: log lines, and errors that are bugs. A sentence has
 * three words or more, and a capital or a full stop.
 */
export function findSentences(path: string, source: string): Found[] {
  const found: Found[] = [];
  visit(parseSync(path, source).program as unknown as Node);
  return found;

  function visit(node: Node): void {
    if (isForEngineers(node)) return;
    const text = readText(node);
    if (text !== null && isSentence(text))
      found.push({ line: source.slice(0, node.start).split('\n').length, text });
    for (const value of Object.values(node)) {
      for (const child of Array.isArray(value) ? value : [value]) if (isNode(child)) visit(child);
    }
  }
}

function isForEngineers(node: Node): boolean {
  // Types, imports, and names of properties are not said to anyone.
  if (/^(TS(?!AsExpression|SatisfiesExpression|NonNullExpression)|Import|ExportAll)/.test(node.type))
    return true;
  const callee = node.callee as Node | undefined;
  if (node.type === 'NewExpression') return callee?.type === 'Identifier' && bugs.has(String(callee.name));
  if (node.type !== 'CallExpression') return false;
  // Command lines to copy.
  if (callee?.name === 'addExamples') return true;
  // The text of an error of ours: who shows one to a person reads its facts.
  if (callee?.type === 'Super') return true;
  if (callee?.type !== 'MemberExpression') return false;
  const { name } = callee.property as Node;
  return logLevels.has(String(name)) && /log/i.test(JSON.stringify(callee.object));
}

function readText(node: Node): string | null {
  if (node.type === 'Literal') return typeof node.value === 'string' ? node.value : null;
  if (node.type !== 'TemplateLiteral') return null;
  return (node.quasis as { value: { cooked: string } }[]).map(({ value }) => value.cooked).join('0');
}

function isSentence(text: string): boolean {
  // Markup holds its texts as arguments, and SQL is none.
  if (/^\s*(<|:root|SELECT|INSERT|UPDATE|DELETE|CREATE|ALTER|DROP|PRAGMA)/.test(text)) return false;
  const words = text
    .split(/\s+/)
    .filter((word) => /^[("'`*]*[A-Za-z]+([’'-][a-z]+)*[.,;:!?)"'`*]*$/.test(word));
  return words.length >= 3 && /[A-Z]|\.(\s|$)/.test(text);
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value;
}
