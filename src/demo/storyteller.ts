/** Columns: what every terminal shows. */
const WIDTH = 80;
const MARGIN = '     | ';

/** Writes the transcript, and keeps count of what did not go as expected. */
export interface Storyteller {
  chapter(title: string): void;
  line(text: string): void;
  /** What somebody sees on the screen, indented; several lines stay several. */
  screen(who: string, text: string): void;
  /** Says what should be true; a lie is marked and remembered. */
  check(isTrue: boolean, claim: string): void;
  readonly failures: number;
}

/** @param people by their Slack ids: a mention is shown as Slack shows it, by name */
export function createStoryteller(
  write: (text: string) => void,
  people: readonly { readonly id: string; readonly realName: string }[],
): Storyteller {
  const names = new Map(people.map(({ id, realName }) => [id, realName]));
  let failures = 0;
  let chapters = 0;
  return {
    chapter(title) {
      chapters += 1;
      const heading = `${chapters}. ${title}`;
      write(`\n${heading}\n${'-'.repeat(heading.length)}\n`);
    },
    line: (text) => write(`${fold(text).join('\n')}\n`),
    screen(who, text) {
      write(`   ${who} sees:\n`);
      const named = text.replace(/@([UW][A-Z0-9]+)/g, (_all, id: string) => `@${names.get(id) ?? id}`);
      for (const row of named.split('\n').flatMap((each) => fold(each, WIDTH - MARGIN.length)))
        write(`${MARGIN}${row}\n`);
    },
    check(isTrue, claim) {
      if (!isTrue) failures += 1;
      write(`${fold(`   ${isTrue ? '[ok]' : '[NOT SO]'} ${claim}`).join('\n')}\n`);
    },
    get failures() {
      return failures;
    },
  };
}

/** A row in as many as the terminal needs, each as far in as the first. */
function fold(row: string, width = WIDTH): string[] {
  const indent = /^ *(?:• |-> )?/.exec(row)?.[0] ?? '';
  const rows: string[] = [];
  let line = indent;
  for (const word of row.slice(indent.length).split(' ')) {
    const isFirst = line.length === indent.length;
    if (!isFirst && line.length + 1 + word.length > width) {
      rows.push(line);
      line = `${' '.repeat(indent.length)}${word}`;
    } else line += isFirst ? word : ` ${word}`;
  }
  return [...rows, line];
}
