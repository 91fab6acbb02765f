import type { ScimResource } from '../../ports/directory/scim-resources.ts';
import type { ScimContent } from './derive-record.ts';

/** What a resource is found by, read from its attributes. */
export function indexContent(
  type: ScimResource['type'],
  content: ScimContent,
): Pick<ScimResource, 'name' | 'externalId' | 'emails' | 'content'> {
  const name = content[type === 'User' ? 'userName' : 'displayName'];
  const { externalId } = content;
  return {
    name: String(name).toLowerCase(),
    externalId: typeof externalId === 'string' ? externalId : null,
    emails: [...new Set(listAddresses(content))],
    content: JSON.stringify(content),
  };
}

function listAddresses({ emails }: ScimContent): string[] {
  if (!Array.isArray(emails)) return [];
  return emails.flatMap((each: unknown) => {
    const value: unknown = typeof each === 'object' && each !== null && 'value' in each ? each.value : null;
    return typeof value === 'string' ? [value.toLowerCase()] : [];
  });
}

export function parseContent({ content }: Pick<ScimResource, 'content'>): ScimContent {
  return JSON.parse(content) as ScimContent;
}

/**
 * A change of a resource's attributes: pure, as a transaction may run it twice.
 * @throws whatever refuses it, which rolls the transaction back
 */
export type ChangeContent = (before: ScimContent) => ScimContent;

/** Whether a change may be made to this version (`If-Match`). */
export type ExpectsVersion = (version: number) => boolean;
