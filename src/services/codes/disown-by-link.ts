import type { BackupCode } from '../../domain/codes/backup-code.ts';
import type { DirectoryUser } from '../../domain/directory/directory-user.ts';
import type { Organization } from '../../domain/organization/organization.ts';
import type { ServiceDeps } from '../deps.ts';
import { readDisownLink } from '../notices/disown-link.ts';
import { type Disowned, disown } from './disown.ts';

/** What a link is about, for its page. */
export interface LinkedCode {
  readonly organization: Organization;
  readonly code: BackupCode;
  readonly user: DirectoryUser;
}

/** Never made, forged, expired, or about something that is gone: no one outside may tell these apart (N9). */
interface Unknown {
  readonly kind: 'unknown';
}

export type ShownLink = Unknown | ({ readonly kind: 'open' } & LinkedCode) | UsedLink;
export type UsedLink = { readonly kind: 'used'; readonly at: number } & LinkedCode;
export type LinkResult = Unknown | UsedLink | (Extract<Disowned, { kind: 'disowned' }> & LinkedCode);

export type DisownByLink = ReturnType<typeof createDisownByLink>;

/**
 * "This wasn't me" by the link of an email. It works once for each code, whether it was said there or in Slack; a code that was
 * issued since has a link of its own. Looking changes nothing: programs that scan mail open every link in it.
 */
export function createDisownByLink(deps: ServiceDeps) {
  const { store, keys, clock } = deps;

  async function show(token: string): Promise<ShownLink> {
    const link = readDisownLink(keys, token, clock.now());
    if (link === null) return { kind: 'unknown' };
    const { organizationId, codeId } = link;
    const [organization, code] = await Promise.all([
      store.read.organizations.findById(organizationId),
      store.read.codes.find(organizationId, codeId),
    ]);
    const user = code === null ? null : await store.read.directory.findUser(organizationId, code.userId);
    if (organization === null || code === null || user === null) return { kind: 'unknown' };
    const linked = { organization, code, user };
    return code.disownedAt === null
      ? { kind: 'open', ...linked }
      : { kind: 'used', at: code.disownedAt, ...linked };
  }

  return {
    show,
    /** @param source who asked, as the history names it */
    async disown(token: string, source: string): Promise<LinkResult> {
      const shown = await show(token);
      if (shown.kind !== 'open') return shown;
      const { organization, user } = shown;
      return store.transact(organization.id, async (tx): Promise<LinkResult> => {
        const code = await tx.codes.find(organization.id, shown.code.id);
        if (code === null) return { kind: 'unknown' };
        const linked = { organization, code, user };
        if (code.disownedAt !== null) return { kind: 'used', at: code.disownedAt, ...linked };
        const place = { organizationId: organization.id, source: `email:${source}` };
        const result = await disown(deps, tx, place, code, user);
        return result.kind === 'disowned'
          ? { ...linked, ...result }
          : { kind: 'used', at: result.at, ...linked };
      });
    },
  };
}
