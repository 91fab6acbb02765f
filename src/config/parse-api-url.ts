import { isLoopback } from './loopback.ts';
import type { Parsed } from './parsed.ts';

/** Reads the address of the Web API; the bot token is sent there, so it goes over TLS or stays on this machine. */
export function parseApiUrl(text: string): Parsed<string> {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null || (url.protocol !== 'https:' && url.protocol !== 'http:')) {
    return { kind: 'problems', problems: ['must be an https address, such as https://slack.com/api/'] };
  }
  if (url.protocol === 'http:' && !isLoopback(url.hostname)) {
    return {
      kind: 'problems',
      problems: [
        'must be https: plain http is for this machine (127.0.0.1) only, or the token would travel readable',
      ],
    };
  }
  if (url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '') {
    return { kind: 'problems', problems: ['must hold no user, password, query or fragment'] };
  }
  return { kind: 'value', value: url.href.endsWith('/') ? url.href : `${url.href}/` };
}
