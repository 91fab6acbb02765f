import type { ActionOutcome, Setup, World } from './types.ts';

/** What came of something a person did, in Slack's words; `refused` is what the client itself would not let them do. */
export interface Outcome {
  readonly error?: string;
  readonly refused?: string;
}

const KEPT_TOKEN = 'sandbox-token';

/** The run's token comes in the fragment, which no browser sends anywhere, and then leaves the address bar. */
export function takeToken(): string | null {
  const given = location.hash.slice(1);
  if (given !== '') {
    sessionStorage.setItem(KEPT_TOKEN, given);
    history.replaceState(null, '', location.pathname);
  }
  return sessionStorage.getItem(KEPT_TOKEN);
}

export class Api {
  readonly #token: string;

  constructor(token: string) {
    this.#token = token;
  }

  get headers(): Record<string, string> {
    return { authorization: `Bearer ${this.#token}` };
  }

  async #get(path: string): Promise<unknown> {
    const response = await fetch(path, { headers: this.headers });
    if (!response.ok) throw new Error(`${path}: ${response.status}`);
    return response.json();
  }

  async world(): Promise<World> {
    return (await this.#get('/sandbox/world')) as World;
  }

  async setup(): Promise<Setup> {
    return (await this.#get('/page/setup')) as Setup;
  }

  /** Does something outside Slack; `null` if the sandbox cannot be reached. */
  async runAction(id: string): Promise<ActionOutcome | null> {
    try {
      const response = await fetch(`/page/actions/${id}`, { method: 'POST', headers: this.headers });
      return response.ok ? ((await response.json()) as ActionOutcome) : null;
    } catch {
      return null;
    }
  }

  /** Does something for a person; the outcome is what their client would notice. */
  async act(person: string, action: string, body: object): Promise<Outcome> {
    try {
      const response = await fetch(`/sandbox/people/${person}/${action}`, {
        method: 'POST',
        headers: { ...this.headers, 'content-type': 'application/json' },
        body: JSON.stringify(body),
      });
      const answer = (await response.json()) as { result?: Outcome | null; error?: string };
      if (!response.ok) return { refused: answer.error ?? `status ${response.status}` };
      return answer.result?.error === undefined ? {} : { error: answer.result.error };
    } catch {
      return { refused: 'The sandbox cannot be reached.' };
    }
  }
}
