/** What `doctor` found out about one thing. */
export type Check =
  | { readonly name: string; readonly state: 'ok'; readonly text: string }
  /** Works, but not as it should. */
  | { readonly name: string; readonly state: 'warning'; readonly text: string; readonly remedy: string }
  | { readonly name: string; readonly state: 'problem'; readonly text: string; readonly remedy: string };

export function ok(name: string, text: string): Check {
  return { name, state: 'ok', text };
}

export function warning(name: string, text: string, remedy: string): Check {
  return { name, state: 'warning', text, remedy };
}

export function problem(name: string, text: string, remedy: string): Check {
  return { name, state: 'problem', text, remedy };
}
