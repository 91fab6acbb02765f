import { say } from '../messages/say.ts';
import { isLoopback } from './loopback.ts';
import type { Parsed } from './parsed.ts';

/** Reads the address of the Web API; the bot token is sent there, so it goes over TLS or stays on this machine. */
export function parseApiUrl(text: string): Parsed<string> {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null || (url.protocol !== 'https:' && url.protocol !== 'http:')) {
    return { kind: 'problems', problems: [say('config.apiUrl')] };
  }
  if (url.protocol === 'http:' && !isLoopback(url.hostname)) {
    return {
      kind: 'problems',
      problems: [say('config.apiUrlPlain')],
    };
  }
  if (url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '') {
    return { kind: 'problems', problems: [say('config.apiUrlParts')] };
  }
  return { kind: 'value', value: url.href.endsWith('/') ? url.href : `${url.href}/` };
}
