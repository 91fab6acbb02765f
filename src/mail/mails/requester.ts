import { capabilities } from '../../domain/providers/capabilities.ts';
import { vendorNames } from '../../domain/providers/provider.ts';
import { say } from '../../messages/say.ts';
import { writeTime } from '../../messages/written.ts';
import type { CodeFacts } from '../../services/notices/described-notice.ts';
import type { RequestFacts } from '../../services/requests/read-request-facts.ts';
import type { Mail } from '../mail.ts';
import { accountOf, describeState, nameIssuer, nameOf, plain } from '../words.ts';
import { footerOf, listUse } from './target.ts';

type RequesterKind = 'requester_redeemed' | 'requester_revoked' | 'requester_lasting' | 'requester_not_told';

/** Empty for a code of our own, of which no message speaks of a vendor. */
export function nameVendor({ vendor }: CodeFacts['code']): string {
  return vendor === null ? '' : vendorNames[vendor.kind];
}

export function composeRequester(kind: RequesterKind, facts: CodeFacts, organization: string): Mail {
  const { code, target } = facts;
  const name = nameOf(target);
  return {
    title: say(`mail.${kind}`, { name, vendor: nameVendor(code) }),
    facts: [
      { label: say('mail.fact.account'), value: accountOf(target) },
      { label: say('mail.fact.issued'), value: writeTime(code.createdAt) },
      ...listUse(code),
    ],
    paragraphs: [
      kind === 'requester_revoked'
        ? describeRevocation(facts)
        : say(`mail.${kind}.body`, { name, vendor: nameVendor(code) }),
    ],
    link: null,
    footer: footerOf(say('mail.why.requester'), plain(organization)),
  };
}

function describeRevocation({ code, target }: CodeFacts): string {
  const name = nameOf(target);
  switch (code.revocationReason) {
    case 'delivery_failed':
    case 'never_delivered':
      return code.vendor?.reference !== null || code.revocationReason === 'delivery_failed'
        ? say('mail.requester_revoked.unsafe')
        : say('mail.requester_revoked.unfinished', { vendor: nameVendor(code) });
    case 'provider_ended':
      return say('mail.requester_revoked.provider_ended', { vendor: nameVendor(code) });
    case 'not_allowed':
      return say('mail.requester_revoked.not_allowed', { name });
    default: {
      const { vendor, expiresAt } = code;
      if (vendor === null || capabilities[vendor.kind].ends !== 'none')
        return say('mail.requester_revoked.body', { name });
      const until = writeTime(vendor.endsAt ?? expiresAt);
      return say('mail.requester_revoked.outlives', { vendor: nameVendor(code), until });
    }
  }
}

export function composeRequestDisowned({ target }: RequestFacts, organization: string): Mail {
  return {
    title: say('mail.request_disowned', { name: nameOf(target) }),
    facts: [{ label: say('mail.fact.account'), value: accountOf(target) }],
    paragraphs: [say('mail.request_disowned.body')],
    link: null,
    footer: footerOf(say('mail.why.requester'), plain(organization)),
  };
}

/** To the manager of a person who can't be notified. Without the link, which is the person's own. */
export function composeManagerNotTold(
  { code, state, target, issuedBy }: CodeFacts,
  organizationName: string,
): Mail {
  const [name, organization] = [nameOf(target), plain(organizationName)];
  return {
    title: say('mail.manager_not_told', { name }),
    facts: [
      { label: say('mail.fact.account'), value: accountOf(target) },
      { label: say('mail.fact.issuer'), value: nameIssuer(issuedBy) },
      { label: say('mail.fact.issued'), value: writeTime(code.createdAt) },
      ...listUse(code),
    ],
    paragraphs: [describeState(code, state), say('mail.manager_not_told.body', { name, organization })],
    link: null,
    footer: footerOf(say('mail.why.manager', { name }), organization),
  };
}
