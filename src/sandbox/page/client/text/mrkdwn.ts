import type { Inline } from './inline.ts';
import { dateAt } from './mrkdwn-date.ts';

export type Paragraph =
  | { readonly kind: 'lines'; readonly children: readonly Inline[] }
  | { readonly kind: 'quote'; readonly children: readonly Inline[] }
  | { readonly kind: 'pre'; readonly text: string };

export interface MrkdwnOptions {
  /** Slack makes links of bare addresses unless the text object says `verbatim`. */
  readonly isVerbatim?: boolean;
}

export function unescapeText(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}

export function parseMrkdwn(text: string, options: MrkdwnOptions = {}): Paragraph[] {
  const paragraphs: Paragraph[] = [];
  const pieces = text.split(/```([\s\S]+?)```/);
  pieces.forEach((piece, index) => {
    if (index % 2 === 1) {
      paragraphs.push({ kind: 'pre', text: unescapeText(piece.replace(/^\n|\n$/g, '')) });
      return;
    }
    // The line breaks around a code block are its own, not empty lines.
    const afterCode = index === 0 ? piece : piece.replace(/^\n/, '');
    const between = index === pieces.length - 1 ? afterCode : afterCode.replace(/\n$/, '');
    paragraphs.push(...parseLines(between, options));
  });
  return paragraphs;
}

function parseLines(text: string, options: MrkdwnOptions): Paragraph[] {
  if (text === '') return [];
  const paragraphs: { kind: 'lines' | 'quote'; children: Inline[] }[] = [];
  for (const line of text.split('\n')) {
    const quoted = /^(?:&gt;|>) ?(.*)$/.exec(line);
    const kind = quoted ? 'quote' : 'lines';
    const children = parseInline(quoted?.[1] ?? line, options);
    const last = paragraphs.at(-1);
    if (last?.kind === kind) last.children.push({ kind: 'break' }, ...children);
    else paragraphs.push({ kind, children });
  }
  return paragraphs;
}

/** Plain text objects know emoji and line breaks, and nothing else. */
export function parsePlain(text: string, hasEmoji = true): Inline[] {
  return text.split('\n').flatMap((line, index): Inline[] => {
    const words = hasEmoji
      ? line.split(/(:[a-z0-9_+'-]+:)/).map((piece, place): Inline => {
          return place % 2 === 1
            ? { kind: 'emoji', name: piece.slice(1, -1) }
            : { kind: 'text', text: piece };
        })
      : [{ kind: 'text', text: line } as const];
    const kept = words.filter((word) => word.kind !== 'text' || word.text !== '');
    return index === 0 ? kept : [{ kind: 'break' }, ...kept];
  });
}

const STYLES = { '*': 'bold', _: 'italic', '~': 'strike' } as const;

export function parseInline(text: string, options: MrkdwnOptions = {}): Inline[] {
  const nodes: Inline[] = [];
  let plain = '';
  const flush = () => {
    if (plain !== '') nodes.push({ kind: 'text', text: unescapeText(plain) });
    plain = '';
  };
  let at = 0;
  while (at < text.length) {
    const found = readSpecial(text, at, options);
    if (found) {
      flush();
      nodes.push(found.node);
      at = found.end;
    } else {
      plain += text[at];
      at += 1;
    }
  }
  flush();
  return nodes;
}

interface Found {
  readonly node: Inline;
  readonly end: number;
}

function readSpecial(text: string, at: number, options: MrkdwnOptions): Found | undefined {
  const rest = text.slice(at);
  switch (text[at]) {
    case '<':
      return readReference(rest, at);
    case '`': {
      const [all, code] = /^`([^`\n]+)`/.exec(rest) ?? [];
      return all && code
        ? { node: { kind: 'code', text: unescapeText(code) }, end: at + all.length }
        : undefined;
    }
    case ':': {
      const [all, name] = /^:([a-z0-9_+'-]*[a-z_+'-][a-z0-9_+'-]*):/.exec(rest) ?? [];
      return all && name ? { node: { kind: 'emoji', name }, end: at + all.length } : undefined;
    }
    case '*':
    case '_':
    case '~':
      return readStyled(text, at, options);
    case 'h': {
      if (options.isVerbatim || /[\w/]/.test(text[at - 1] ?? '')) return undefined;
      const [url] = /^https?:\/\/[^\s<>|*`]+[^\s<>|*`.,;:!?)]/.exec(rest) ?? [];
      if (!url) return undefined;
      const plain = unescapeText(url);
      return { node: { kind: 'link', url: plain, label: plain }, end: at + url.length };
    }
    default:
      return undefined;
  }
}

/** A style opens and closes at the edges of words only: `2*3*4` is no bold. */
function readStyled(text: string, at: number, options: MrkdwnOptions): Found | undefined {
  const mark = text[at] as keyof typeof STYLES;
  if (/[\p{L}\p{N}]/u.test(text[at - 1] ?? '') || /^\s?$/.test(text[at + 1] ?? '')) return undefined;
  let end = at;
  for (;;) {
    end = text.indexOf(mark, end + 1);
    if (end < 0) return undefined;
    const isClosing =
      end > at + 1 && !/\s/.test(text[end - 1] ?? '') && !/[\p{L}\p{N}]/u.test(text[end + 1] ?? '');
    if (isClosing) break;
  }
  const children = parseInline(text.slice(at + 1, end), options);
  return { node: { kind: STYLES[mark], children }, end: end + 1 };
}

/** `<@U…>`, `<#C…|name>`, `<!…>` and `<address|label>`. */
function readReference(rest: string, at: number): Found | undefined {
  const [all, body] = /^<([^<>\n]+)>/.exec(rest) ?? [];
  if (!all || !body) return undefined;
  const end = at + all.length;
  const bar = body.indexOf('|');
  const head = bar < 0 ? body : body.slice(0, bar);
  const label = bar < 0 ? '' : unescapeText(body.slice(bar + 1));
  if (head.startsWith('@')) return { node: { kind: 'user', id: head.slice(1), label }, end };
  if (head.startsWith('#')) return { node: { kind: 'channel', id: head.slice(1), label }, end };
  if (head.startsWith('!date^')) return { node: dateAt(head, label), end };
  if (head.startsWith('!subteam^'))
    return { node: { kind: 'broadcast', name: label.replace(/^@/, '') || 'group' }, end };
  if (head.startsWith('!')) return { node: { kind: 'broadcast', name: head.slice(1) }, end };
  if (!/^(https?:\/\/|mailto:|tel:)/.test(head)) return undefined;
  const url = unescapeText(head);
  return { node: { kind: 'link', url, label: label || url.replace(/^(mailto|tel):/, '') }, end };
}
