import { Agent } from 'undici';

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
 * Puts the trap around the one thing that all calls to Slack go through; product code knows nothing of it.
 */
export function installTrap(): void {
  const realDispatch = Agent.prototype.dispatch;
  Agent.prototype.dispatch = function dispatch(options, handler) {
    const point = armed;
    if (point === null || !isAt(point, `${options.origin}${options.path}`, options.body))
      return realDispatch.call(this, options, handler);
    if (point.when === 'before') process.kill(process.pid, 'SIGKILL');
    // On the handler itself: its other methods may belong to its class, and a copy would lose them.
    handler.onResponseEnd = () => void process.kill(process.pid, 'SIGKILL');
    return realDispatch.call(this, options, handler);
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
