/** A call to Slack at which a process dies by SIGKILL: before it is sent, or when Slack's answer has come. */
export interface CrashPoint {
  readonly when: 'before' | 'after';
  /** A regular expression that the call's URL matches. */
  readonly url: string;
  /** A text that the call's body holds, decoded; any if left out. */
  readonly body?: string;
}

let armed: CrashPoint | null = null;

/**
 * Puts the trap around the one thing that all calls to Slack go through. To be called before the program is started, which keeps
 * the `fetch` it finds; product code knows nothing of it.
 */
export function installTrap(): void {
  const realFetch = globalThis.fetch;
  globalThis.fetch = async (input, init) => {
    const point = armed;
    const isThere = point !== null && isAt(point, String(input), init?.body);
    if (isThere && point.when === 'before') process.kill(process.pid, 'SIGKILL');
    const response = await realFetch(input, init);
    if (isThere) process.kill(process.pid, 'SIGKILL');
    return response;
  };
}

/** The next call at this point is the last thing this process does. */
export function dieAt(point: CrashPoint): void {
  armed = point;
}

function isAt({ url, body = '' }: CrashPoint, calledUrl: string, calledBody: unknown): boolean {
  return new RegExp(url).test(calledUrl) && decodeBody(calledBody).includes(body);
}

function decodeBody(body: unknown): string {
  const text = String(body ?? '');
  return text.startsWith('{') ? text : decodeURIComponent(text.replaceAll('+', ' '));
}
