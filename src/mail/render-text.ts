import type { Mail } from './mail.ts';

const WIDTH = 76;

/** The whole email as plain text. */
export function renderText({ title, facts, paragraphs, link, footer }: Mail): string {
  const blocks = [
    wrap(title),
    facts.map(({ label, value }) => wrap(`${label}: ${value}`)).join('\n'),
    ...paragraphs.map(wrap),
    // An address in a line of its own, however long: some readers cut one that is wrapped.
    ...(link === null ? [] : [wrap(link.lead), link.url, wrap(link.note)]),
    `-- \n${footer.map(wrap).join('\n')}`,
  ];
  return `${blocks.filter((block) => block !== '').join('\n\n')}\n`;
}

function wrap(text: string): string {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + word.length >= WIDTH) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line].join('\n');
}
