import type { Clock } from '../../ports/clock.ts';
import type { SendRequest } from './send-request.ts';

export interface RequestLog {
  debug(facts: object, message: string): void;
}

/** The last part of a Web API address is the method. Any other address is a response URL, and secret as a whole. */
const API_METHOD = /\/([a-z]+(?:\.[A-Za-z]+)+)$/;

/**
 * Logs one line at debug for each request to Slack: the method, the status and how long it took. Never an address, a header or a
 * body: a body may hold the code (N21). It replaces what Slack's own client would log.
 */
export function logRequests(send: SendRequest, log: RequestLog, clock: Clock): SendRequest {
  return async function sendLogged(input, init) {
    const call = API_METHOD.exec(new URL(input).pathname)?.[1] ?? 'response_url';
    const startedAt = clock.now();
    try {
      const answer = await send(input, init);
      log.debug({ call, status: answer.status, tookMs: clock.now() - startedAt }, 'Slack was called');
      return answer;
    } catch (error) {
      const failure = error instanceof Error ? error.name : 'unknown';
      log.debug({ call, failure, tookMs: clock.now() - startedAt }, 'A call of Slack failed');
      throw error;
    }
  };
}
