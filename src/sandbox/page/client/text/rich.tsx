import { nameToEmoji } from 'gemoji';
import { type ReactNode, useMemo } from 'react';
import { CodeBlock } from './code-block.tsx';
import type { Inline } from './inline.ts';
import { type Paragraph, parseMrkdwn, parsePlain } from './mrkdwn.ts';
import { formatDate } from './mrkdwn-date.ts';
import { nameOf, useSurroundings } from './people.ts';

export function Emoji({ name }: { readonly name: string }) {
  const sign = nameToEmoji[name];
  if (sign === undefined) return <>{`:${name}:`}</>;
  return (
    <span className="emoji" role="img" aria-label={name.replaceAll('_', ' ')}>
      {sign}
    </span>
  );
}

function Mention({ id, label }: { readonly id: string; readonly label: string }) {
  const { world, reader } = useSurroundings();
  const name = nameOf(world, id);
  return (
    <span className={id === reader.id ? 'mention mention-me' : 'mention'}>
      @{name === id && label ? label : name}
    </span>
  );
}

/** When a text begins with a date, its day begins a sentence. */
function DateText({
  node,
  isFirst,
}: {
  readonly node: Extract<Inline, { kind: 'date' }>;
  readonly isFirst: boolean;
}) {
  const { reader } = useSurroundings();
  const written = formatDate(node, { now: Date.now(), timeZone: reader.tz });
  const text = isFirst ? written.charAt(0).toUpperCase() + written.slice(1) : written;
  const at = new Date(node.seconds * 1000);
  const machine = Number.isFinite(node.seconds) ? at.toISOString() : undefined;
  const time = (
    <time dateTime={machine} title={machine === undefined ? undefined : at.toString()}>
      {text}
    </time>
  );
  return node.url === '' ? time : <Anchor url={node.url}>{time}</Anchor>;
}

export function Anchor({ url, children }: { readonly url: string; readonly children: ReactNode }) {
  const { channelNames, openConversation } = useSurroundings();
  const conversation = conversationBehind(url);
  if (conversation !== null && channelNames.has(conversation)) {
    return (
      <a
        href={url}
        onClick={(event) => {
          event.preventDefault();
          openConversation(conversation);
        }}
      >
        {children}
      </a>
    );
  }
  return (
    <a href={url} target="_blank" rel="noopener noreferrer">
      {children}
    </a>
  );
}

/** Slack's own link to a conversation: its clients go there by themselves. */
function conversationBehind(url: string): string | null {
  if (!URL.canParse(url)) return null;
  const { pathname, searchParams } = new URL(url);
  return pathname === '/app_redirect' ? searchParams.get('channel') : null;
}

function render(node: Inline, key: number, isFirst = false): ReactNode {
  switch (node.kind) {
    case 'text':
      return node.text;
    case 'break':
      return <br key={key} />;
    case 'code':
      return <code key={key}>{node.text}</code>;
    case 'bold':
      return (
        <strong key={key}>
          <Inlines nodes={node.children} />
        </strong>
      );
    case 'italic':
      return (
        <em key={key}>
          <Inlines nodes={node.children} />
        </em>
      );
    case 'strike':
      return (
        <s key={key}>
          <Inlines nodes={node.children} />
        </s>
      );
    case 'emoji':
      return <Emoji key={key} name={node.name} />;
    case 'user':
      return <Mention key={key} id={node.id} label={node.label} />;
    case 'channel':
      return <ChannelName key={key} id={node.id} label={node.label} />;
    case 'broadcast':
      return (
        <span key={key} className="mention mention-me">
          @{node.name}
        </span>
      );
    case 'date':
      return <DateText key={key} node={node} isFirst={isFirst} />;
    case 'link':
      return (
        <Anchor key={key} url={node.url}>
          {node.label}
        </Anchor>
      );
  }
}

function ChannelName({ id, label }: { readonly id: string; readonly label: string }) {
  const { channelNames } = useSurroundings();
  return <span className="mention">#{channelNames.get(id) ?? (label || id)}</span>;
}

export function Inlines({
  nodes,
  isStart = false,
}: {
  readonly nodes: readonly Inline[];
  readonly isStart?: boolean;
}) {
  return <>{nodes.map((node, index) => render(node, index, isStart && index === 0))}</>;
}

function ParagraphText({ paragraph }: { readonly paragraph: Paragraph }) {
  if (paragraph.kind === 'pre') return <CodeBlock text={paragraph.text} />;
  if (paragraph.kind === 'quote')
    return (
      <blockquote>
        <Inlines nodes={paragraph.children} />
      </blockquote>
    );
  return (
    <p>
      <Inlines nodes={paragraph.children} isStart />
    </p>
  );
}

export function Mrkdwn({
  text,
  isVerbatim = false,
}: {
  readonly text: string;
  readonly isVerbatim?: boolean;
}) {
  const paragraphs = useMemo(() => parseMrkdwn(text, { isVerbatim }), [text, isVerbatim]);
  return (
    <div className="rich">
      {paragraphs.map((paragraph, index) => (
        <ParagraphText key={index} paragraph={paragraph} />
      ))}
    </div>
  );
}

export function PlainText({ text, hasEmoji = true }: { readonly text: string; readonly hasEmoji?: boolean }) {
  return <Inlines nodes={parsePlain(text, hasEmoji)} />;
}
