import { type BackupCode, codeTransitions } from '../../domain/codes/backup-code.ts';
import { fixCodeTerm } from '../../domain/codes/code-term.ts';
import type { Secret } from '../../domain/crypto/secret.ts';
import type { DirectoryUser } from '../../domain/directory/directory-user.ts';
import { parseLogin } from '../../domain/directory/email.ts';
import type { OrganizationId } from '../../domain/ids.ts';
import type { Organization } from '../../domain/organization/organization.ts';
import { WATCH_MS } from '../../domain/providers/vendor-code.ts';
import { judgeTarget } from '../../domain/requests/eligibility.ts';
import { findOrganizationFreeze } from '../../domain/requests/freeze.ts';
import { type Refusal, refuse } from '../../domain/requests/refusals.ts';
import type { Transaction } from '../../ports/store.ts';
import { draftOperatorAudit, operatorActor } from '../audit/draft-operator-audit.ts';
import type { ServiceDeps } from '../deps.ts';
import { readDomain } from '../directory/read-domain.ts';
import { enqueueAlarm } from '../notices/alarm.ts';
import { enqueueNotice } from '../notices/enqueue-notice.ts';
import { askProvider } from '../providers/ask-provider.ts';
import { makeCode, type ShownVendor } from '../providers/make-code.ts';
import type { ProviderDeps } from '../providers/open-provider.ts';
import { planVendorCode } from '../providers/plan-vendor-code.ts';
import { readProviderChoice } from '../providers/read-provider-choice.ts';
import { putVendor } from '../providers/tend-now.ts';
import { type ChosenTerm, judgeTerm } from '../requests/options/judge-term.ts';
import { describeTerm } from './audit-code.ts';
import { bindDraft, draftCode } from './generate-code.ts';
import {
  describeOperatorVerification,
  judgeOperatorVerification,
  type OperatorVerification,
} from './operator-verification.ts';
import { revokeUndelivered } from './revoke-undelivered.ts';
import { supersedeCode } from './supersede-code.ts';

/** How long a second operator's confirmation is valid. */
export const CONFIRMATION_MS = 15 * 60_000;
/** How far back a confirmation is looked for. In a busier organization the operator has to confirm again. */
const EVENTS_LOOKED_AT = 2000;
const DAY_MS = 24 * 3_600_000;

export interface OperatorIssueInput {
  /** what the operator typed; any login of the person */
  readonly login: string;
  readonly reason: string;
  /** Without a second operator: everyone who guards the organization is notified. */
  readonly isBreakGlass: boolean;
  readonly verification: OperatorVerification;
  /** Without one: as long as the policy says, and from now on. */
  readonly term?: Pick<ChosenTerm, 'lifetimeMinutes' | 'startsAt'>;
  /** Shows the code to the operator. The code works only once this has resolved. */
  readonly show: (
    code: Secret,
    facts: {
      readonly target: DirectoryUser;
      /** Who made it; `null`: it is our own. */
      readonly vendor: ShownVendor | null;
    } & Pick<BackupCode, 'startsAt' | 'expiresAt'>,
  ) => Promise<void>;
}

export type OperatorIssueResult =
  | { readonly kind: 'issued'; readonly target: DirectoryUser; readonly record: BackupCode }
  /** Another operator has to confirm it first, which is then valid for {@link CONFIRMATION_MS}. */
  | { readonly kind: 'needs_confirmation'; readonly target: DirectoryUser; readonly operator: string }
  | { readonly kind: 'refused'; readonly target: DirectoryUser; readonly refusals: readonly Refusal[] }
  /** It was superseded, disowned or swept before it worked. If it was shown, it doesn't work. */
  | { readonly kind: 'not_activated'; readonly target: DirectoryUser }
  | { readonly kind: 'unknown_user' };

export type OperatorConfirmResult =
  | { readonly kind: 'confirmed'; readonly target: DirectoryUser; readonly until: number }
  | { readonly kind: 'refused'; readonly target: DirectoryUser; readonly refusals: readonly Refusal[] }
  | { readonly kind: 'unknown_user' };

/**
 * A second operator vouches for a code that the first is about to issue. The event in the keyed history is the
 * confirmation: without the keys it cannot be forged.
 */
export function createConfirmByOperator(deps: ServiceDeps) {
  return async function confirmByOperator(
    organizationId: OrganizationId,
    login: string,
    reason: string,
  ): Promise<OperatorConfirmResult> {
    return deps.store.transact(organizationId, async (tx): Promise<OperatorConfirmResult> => {
      const found = await findTarget(tx, organizationId, login);
      if (found === null) return { kind: 'unknown_user' };
      const { target } = found;
      const refusals = await judge(deps, tx, found);
      if (refusals.length > 0) return { kind: 'refused', target, refusals };
      await tx.audit.append(
        draftOperatorAudit(deps, {
          organizationId,
          action: 'code.confirmed_by_operator',
          target: target.id,
          reason,
        }),
      );
      return { kind: 'confirmed', target, until: deps.clock.now() + CONFIRMATION_MS };
    });
  };
}

/**
 * A code from the command line, for people no one in Slack may help, such as a sole owner. The person has to be
 * as eligible as ever. In place of an admin's role there are two operators, or one who breaks the glass, and
 * everyone who guards the organization is notified.
 */
export function createIssueByOperator(deps: ServiceDeps & ProviderDeps) {
  const { store, clock, random, keys } = deps;

  return async function issueByOperator(
    organizationId: OrganizationId,
    input: OperatorIssueInput,
  ): Promise<OperatorIssueResult> {
    const chosen = input.term ?? { lifetimeMinutes: null, startsAt: null };
    const term = { ...chosen, lane: 'issuer' } as const;
    const login = parseLogin(input.login);
    const user = login === null ? null : await store.read.directory.findUserByLogin(organizationId, login);
    if (user === null) return { kind: 'unknown_user' };
    const known = await store.read.organizations.findById(organizationId);
    if (known === null) return { kind: 'unknown_user' };
    const providerId = await readProviderChoice(store.read, known.policy, user);
    const draft = await draftCode(deps, user.id, providerId);
    const asked =
      providerId === null
        ? null
        : await askProvider(deps, organizationId, providerId, user, term, known.policy);
    const generated = await store.transact(organizationId, async (tx) => {
      const found = await findTarget(tx, organizationId, input.login);
      if (found === null || found.target.id !== user.id) return { kind: 'unknown_user' } as const;
      const { target, organization } = found;
      const refusals = [
        ...(await judge(deps, tx, found)),
        ...judgeTerm(term, organization.policy, clock.now()),
        ...(await judgeOperatorVerification(tx, target, organization.policy, input.verification)),
      ];
      if (refusals.length > 0) {
        await tx.audit.append(
          draftOperatorAudit(deps, {
            organizationId,
            action: 'request.refused',
            outcome: 'refused',
            target: target.id,
            reason: refusals.map(({ code }) => code).join(', '),
          }),
        );
        return { kind: 'refused', target, refusals } as const;
      }
      const confirmedBy = input.isBreakGlass ? null : await findConfirmation(tx, organizationId, target);
      if (!input.isBreakGlass && confirmedBy === null)
        return { kind: 'needs_confirmation', target, operator: operatorActor(deps).id } as const;
      const name = target.displayName;
      if ((await readProviderChoice(tx, organization.policy, target)) !== providerId)
        return { kind: 'refused', target, refusals: [refuse('provider_changed', { name })] } as const;
      const plan = await planVendorCode(deps, tx, { organizationId, providerId }, target, asked);
      if (plan.kind === 'refused') return { kind: 'refused', target, refusals: plan.refusals } as const;
      const live = await tx.codes.findLive(organizationId, target.id);
      const now = clock.now();
      if (live !== null) {
        const superseded = await supersedeCode(deps, tx, live, plan.provider);
        await auditCode(tx, superseded, 'code.superseded', {});
      }
      const { startsAt, expiresAt } = fixCodeTerm(term, organization.policy, now);
      const record: BackupCode = {
        ...draft.record,
        organizationId,
        hash: bindDraft(
          draft,
          { organizationId, userId: target.id, codeId: draft.record.id, startsAt, expiresAt },
          keys,
        ),
        vendor: plan.planned,
        requestId: random.id('request'),
        issuedBy: null,
        state: 'undelivered',
        createdAt: now,
        startsAt,
        expiresAt,
        settledAt: null,
        redeemedBy: null,
        redeemedByName: null,
        redeemedFrom: null,
        factorEnrolledAt: null,
        disownedAt: null,
        revokedBy: null,
        revocationReason: null,
      };
      await tx.codes.insert(record);
      await auditCode(
        tx,
        record,
        'code.generated',
        {
          isBreakGlass: input.isBreakGlass,
          confirmedBy,
          ...(plan.provider !== null && { provider: plan.provider.name }),
          ...describeTerm(record),
          ...describeOperatorVerification(input.verification),
        },
        input.reason,
      );
      return { kind: 'generated', target, organization, record } as const;
    });
    if (generated.kind !== 'generated') return generated;
    const { target, organization } = generated;
    const made = await makeCode(deps, generated.record, target, draft.own?.code ?? null, asked);
    if (made.kind === 'ended_meanwhile') return { kind: 'not_activated', target };
    if (made.kind !== 'made') return { kind: 'refused', target, refusals: made.refusals };
    const { record, atVendor, vendor } = made;
    const { startsAt, expiresAt } = record;
    try {
      await input.show(made.code, { target, startsAt, expiresAt, vendor });
    } catch (error) {
      // The reader has gone. Our own code never works then; a vendor's has to be ended.
      if (atVendor !== null)
        await store.transact(organizationId, (tx) => revokeUndelivered(deps, tx, record, 'delivery_failed'));
      throw error;
    }
    const active = await store.transact(organizationId, async (tx) => {
      const activated = await tx.codes.transition(
        organizationId,
        record.id,
        codeTransitions.active,
        'active',
        { ...(atVendor !== null && { expiresAt }) },
      );
      if (activated === null) return null;
      const dueAt = Math.min(clock.now() + WATCH_MS, expiresAt);
      if (atVendor !== null) await putVendor(tx, activated, { ...atVendor, dueAt });
      await auditCode(tx, activated, 'code.delivered', {});
      const { id: codeId } = activated;
      await enqueueNotice(deps, tx, organizationId, { kind: 'target_code_issued', codeId });
      await enqueueAlarm(deps, tx, organization, { kind: 'security_code_issued', codeId });
      return activated;
    });
    return active === null ? { kind: 'not_activated', target } : { kind: 'issued', target, record: active };
  };

  async function auditCode(
    tx: Transaction,
    { id: codeId, userId, organizationId }: BackupCode,
    action: 'code.generated' | 'code.delivered' | 'code.superseded',
    details: Record<string, string | boolean | null>,
    reason: string | null = null,
  ): Promise<void> {
    await tx.audit.append(
      draftOperatorAudit(deps, {
        organizationId,
        action,
        target: userId,
        reason,
        details: { codeId, ...details },
      }),
    );
  }

  /**
   * By another operator, within {@link CONFIRMATION_MS}, and not used for a code yet.
   * @returns the operator who confirmed
   */
  async function findConfirmation(
    tx: Transaction,
    organizationId: OrganizationId,
    target: DirectoryUser,
  ): Promise<string | null> {
    const own = operatorActor(deps).id;
    for (const event of await tx.audit.listLatest(organizationId, EVENTS_LOOKED_AT)) {
      if (Date.parse(event.at) <= clock.now() - CONFIRMATION_MS) return null;
      if (event.target !== target.id || event.actor.kind !== 'operator') continue;
      if (event.action === 'code.generated') return null;
      if (event.action === 'code.confirmed_by_operator' && event.actor.id !== own) return event.actor.id;
    }
    return null;
  }
}

interface FoundTarget {
  readonly target: DirectoryUser;
  readonly organization: Organization;
}

async function findTarget(
  tx: Transaction,
  organizationId: OrganizationId,
  text: string,
): Promise<FoundTarget | null> {
  const login = parseLogin(text);
  const target = login === null ? null : await tx.directory.findUserByLogin(organizationId, login);
  const organization = await tx.organizations.findById(organizationId);
  return target === null || organization === null ? null : { target, organization };
}

async function judge(
  { clock }: ServiceDeps,
  tx: Transaction,
  { target, organization }: FoundTarget,
): Promise<Refusal[]> {
  const targetDomain = await readDomain(tx, target);
  const isStopped = findOrganizationFreeze(await tx.freezes.listLasting(organization.id)) !== null;
  const refusals = [
    ...(isStopped ? [refuse('organization_frozen')] : []),
    ...judgeTarget({ target, targetDomain }),
  ];
  const limit = organization.policy.requestsPerTargetPerDay;
  const codes = await tx.codes.listLatest(organization.id, target.id, limit);
  const isLimited = codes.length >= limit && codes.every(({ createdAt }) => createdAt > clock.now() - DAY_MS);
  return isLimited
    ? [...refusals, refuse('target_rate_limited', { name: target.displayName, limit })]
    : refusals;
}
