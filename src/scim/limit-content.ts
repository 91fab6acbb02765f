import { say } from '../messages/say.ts';
import type { Fields } from './schemas/read-value.ts';
import { ScimError } from './scim-error.ts';

const CONTENT_KIB_MAX = 64;

/** PATCH after PATCH could let a resource grow without end. @throws ScimError */
export function limitContent(content: Fields): Fields {
  if (JSON.stringify(content).length > CONTENT_KIB_MAX * 1024)
    throw new ScimError(413, null, say('scim.error.largeResource', { max: CONTENT_KIB_MAX }));
  return content;
}
