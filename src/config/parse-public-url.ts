import { say } from '../messages/say.ts';
import { isLoopback } from './loopback.ts';
import type { Parsed } from './parsed.ts';

/** Reads the address under which others reach the service: an issuer's name, so an origin and nothing else. */
export function parsePublicUrl(text: string): Parsed<string> {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null || (url.protocol !== 'https:' && url.protocol !== 'http:')) {
    return bad(say('config.publicUrl'));
  }
  if (url.protocol === 'http:' && !isLoopback(url.hostname)) {
    return bad(say('config.publicUrlPlain'));
  }
  if (
    url.username !== '' ||
    url.password !== '' ||
    url.pathname !== '/' ||
    url.search !== '' ||
    url.hash !== ''
  ) {
    return bad(say('config.publicUrlParts'));
  }
  return { kind: 'value', value: url.origin };
}

function bad(problem: string): Parsed<never> {
  return { kind: 'problems', problems: [problem] };
}
