/** Writes the transcript, and keeps count of what did not go as told. */
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
      write(`\n${chapters}. ${title}\n${'-'.repeat(title.length + 3)}\n`);
    },
    line: (text) => write(`${text}\n`),
    screen(who, text) {
      write(`   ${who} sees:\n`);
      const named = text.replace(/@([UW][A-Z0-9]+)/g, (_all, id: string) => `@${names.get(id) ?? id}`);
      for (const row of named.split('\n')) write(`     | ${row}\n`);
    },
    check(isTrue, claim) {
      if (!isTrue) failures += 1;
      write(`   ${isTrue ? '[ok]' : '[NOT SO]'} ${claim}\n`);
    },
    get failures() {
      return failures;
    },
  };
}
