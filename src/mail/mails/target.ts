import type { BackupCode } from '../../domain/codes/backup-code.ts';
import { capabilities } from '../../domain/providers/capabilities.ts';
import { vendorNames } from '../../domain/providers/provider.ts';
import { say } from '../../messages/say.ts';
import { writeTime } from '../../messages/written.ts';
import type { CodeFacts, DescribedNotice } from '../../services/notices/described-notice.ts';
import type { Mail, MailFact } from '../mail.ts';
import { describeState, nameIssuer, plain } from '../words.ts';

type TargetKind = 'target_issued' | 'target_redeemed' | 'target_revoked';

/** Where the person says "This wasn't me", and until when; `null`: the service has no public address. */
export type LinkOfCode = { readonly url: string; readonly expiresAt: number } | null;

export function composeTarget(
  kind: TargetKind,
  { code, state, issuedBy }: CodeFacts,
  organizationName: string,
  link: LinkOfCode,
): Mail {
  const organization = plain(organizationName);
  return {
    title: say(`mail.${kind}`, { organization }),
    facts: [
      { label: say('mail.fact.issuer'), value: nameIssuer(issuedBy) },
      { label: say('mail.fact.issued'), value: writeTime(code.createdAt) },
      ...listUse(code),
    ],
    paragraphs: [
      ...describeCode(kind, code),
      ...(kind === 'target_issued' ? [describeState(code, state)] : []),
      ...(link === null ? [say('mail.link.none')] : []),
    ],
    link:
      link === null
        ? null
        : {
            lead: say(`mail.${kind}.link`),
            label: say('mail.link.label'),
            url: link.url,
            note: say('mail.link.until', { time: writeTime(link.expiresAt) }),
          },
    footer: footerOf(say('mail.why.target'), organization),
  };
}

/** What a code is for, or that it was used or revoked: a vendor's works there alone, and some can't be ended early. */
function describeCode(kind: TargetKind, { vendor: made, expiresAt }: BackupCode): string[] {
  const body = say(`mail.${kind}.body`);
  if (made === null) return [body];
  const vendor = vendorNames[made.kind];
  if (kind === 'target_issued') return [say('mail.target_issued.vendor', { vendor })];
  if (kind !== 'target_revoked' || capabilities[made.kind].ends !== 'none') return [body];
  const until = writeTime(made.endsAt ?? expiresAt);
  return [body, say('mail.target_revoked.outlives', { vendor, until })];
}

export function composeTargetAlarm({
  alarm,
  organization,
}: Extract<DescribedNotice, { kind: 'target_redeem_alarm' | 'security_redeem_alarm' }>): Mail {
  const name = plain(organization.name);
  return {
    title: say('mail.target_alarm', { organization: name }),
    facts: [],
    paragraphs: [say(`mail.target_alarm.${alarm}`)],
    link: null,
    footer: footerOf(say('mail.why.target'), name),
  };
}

/** When the code was used, if it was. */
export function listUse({ state, settledAt }: BackupCode): MailFact[] {
  return state !== 'redeemed' || settledAt === null
    ? []
    : [{ label: say('mail.fact.used'), value: writeTime(settledAt) }];
}

/** @param why why this person gets it */
export function footerOf(why: string, organization: string): string[] {
  return [why, say('mail.never'), say('mail.automatic', { organization })];
}
