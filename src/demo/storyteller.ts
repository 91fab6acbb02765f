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

export function createStoryteller(write: (text: string) => void): Storyteller {
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
      for (const row of text.split('\n')) write(`     | ${row}\n`);
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
