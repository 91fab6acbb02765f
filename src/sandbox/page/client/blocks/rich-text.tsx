import type { ReactNode } from 'react';
import { isJson, listOf, textOf } from '../net/json.ts';
import type { Json } from '../net/types.ts';
import { CodeBlock } from '../text/code-block.tsx';
import type { Inline } from '../text/inline.ts';
import { Inlines } from '../text/rich.tsx';

const STYLES = ['bold', 'italic', 'strike'] as const;

function toInline(element: Json): Inline {
  switch (element.type) {
    case 'user':
      return { kind: 'user', id: textOf(element.user_id), label: '' };
    case 'channel':
      return { kind: 'channel', id: textOf(element.channel_id), label: '' };
    case 'emoji':
      return { kind: 'emoji', name: textOf(element.name) };
    case 'link':
      return { kind: 'link', url: textOf(element.url), label: textOf(element.text) || textOf(element.url) };
    case 'broadcast':
      return { kind: 'broadcast', name: textOf(element.range) };
    case 'date':
      return {
        kind: 'date',
        seconds: Number(element.timestamp),
        format: textOf(element.format),
        fallback: textOf(element.fallback),
        url: textOf(element.url),
      };
    default:
      return { kind: 'text', text: textOf(element.text) };
  }
}

function toStyled(element: Json): Inline {
  const { style } = element;
  if (!isJson(style)) return toInline(element);
  if (style.code === true) return { kind: 'code', text: textOf(element.text) };
  return STYLES.filter((each) => style[each] === true).reduce<Inline>(
    (inner, kind) => ({ kind, children: [inner] }),
    toInline(element),
  );
}

/** Line breaks stand inside the texts. */
function toInlines(elements: unknown): Inline[] {
  return listOf(elements)
    .map(toStyled)
    .flatMap((node): Inline[] =>
      node.kind === 'text'
        ? node.text
            .split('\n')
            .flatMap((text, index): Inline[] =>
              index === 0 ? [{ kind: 'text', text }] : [{ kind: 'break' }, { kind: 'text', text }],
            )
        : [node],
    );
}

function Part({ part }: { readonly part: Json }): ReactNode {
  switch (part.type) {
    case 'rich_text_list': {
      const items = listOf(part.elements).map((item, index) => (
        <li key={index}>
          <Inlines nodes={toInlines(item.elements)} />
        </li>
      ));
      const indent = `indent-${Math.min(Number(part.indent ?? 0), 4)}`;
      return part.style === 'ordered' ? (
        <ol className={indent} start={1 + Number(part.offset ?? 0)}>
          {items}
        </ol>
      ) : (
        <ul className={indent}>{items}</ul>
      );
    }
    case 'rich_text_preformatted':
      return (
        <CodeBlock
          text={listOf(part.elements)
            .map((each) => textOf(each.text) || textOf(each.url))
            .join('')}
        />
      );
    case 'rich_text_quote':
      return (
        <blockquote>
          <Inlines nodes={toInlines(part.elements)} />
        </blockquote>
      );
    default:
      return (
        <p>
          <Inlines nodes={toInlines(part.elements)} />
        </p>
      );
  }
}

export function RichText({ block }: { readonly block: Json }) {
  return (
    <div className="rich">
      {listOf(block.elements).map((part, index) => (
        <Part key={index} part={part} />
      ))}
    </div>
  );
}
