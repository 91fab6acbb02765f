import { describe, expect, it } from 'vitest';
import { defaultPolicy } from '../../../../src/domain/organization/policy.ts';
import type { IssueRequest } from '../../../../src/domain/requests/issue-request.ts';
import { storeKinds } from '../../../oidc/open-oidc-world.ts';
import { type Desk, openTwoInstances } from './open-two-instances.ts';

/** Each round is another race. */
const ROUNDS = [1, 2, 3];

async function askWith(desk: Desk, approvalsRequired: number): Promise<IssueRequest> {
  const { tiers } = defaultPolicy;
  const privileged = { ...tiers.privileged, verificationsRequired: 0, approvalsRequired };
  await desk.setPolicy({ tiers: { ...tiers, privileged } });
  const opened = await desk.ask(0, 'olivia', 'adam');
  if (opened.kind !== 'opened') throw new Error(`The request was not opened: ${opened.kind}`);
  const asked = await desk.askApproval(1, 'olivia', opened.request);
  if (asked.kind !== 'asked') throw new Error(`No one was asked: ${asked.kind}`);
  return asked.request;
}

const kindsOf = (results: readonly { readonly kind: string }[]) => results.map(({ kind }) => kind).sort();

describe.each(storeKinds)('N11: clicks at the same moment on two instances, on %s', (kind) => {
  it('two who approve where one is enough: one decides it, the other is told that it is decided', async () => {
    const { openDesk } = await openTwoInstances(kind);
    for (const _ of ROUNDS) {
      const desk = await openDesk();
      const request = await askWith(desk, 1);
      const results = await Promise.all([
        desk.decide(0, 'ole', request, 'approved'),
        desk.decide(1, 'amina', request, 'approved'),
      ]);
      expect(kindsOf(results)).toEqual(['approved', 'refused']);
      const stored = await desk.find(request);
      expect(stored).toMatchObject({ state: 'approved', approvals: [{ verdict: 'approved' }] });
      expect(await desk.list('request.approved')).toHaveLength(1);
    }
  });

  it('two who approve where two have to: both count, and it is approved once', async () => {
    const { openDesk } = await openTwoInstances(kind);
    for (const _ of ROUNDS) {
      const desk = await openDesk();
      const request = await askWith(desk, 2);
      const results = await Promise.all([
        desk.decide(0, 'ole', request, 'approved'),
        desk.decide(1, 'amina', request, 'approved'),
      ]);
      expect(kindsOf(results)).toEqual(['approved', 'counted']);
      const stored = await desk.find(request);
      expect(stored?.state).toBe('approved');
      expect(new Set(stored?.approvals.map(({ approverId }) => approverId)).size).toBe(2);
      expect(await desk.list('request.approved')).toHaveLength(1);
      expect(await desk.list('approval.given')).toHaveLength(1);
    }
  });

  it('one person twice, where two people have to: counted once', async () => {
    const { openDesk } = await openTwoInstances(kind);
    for (const _ of ROUNDS) {
      const desk = await openDesk();
      const request = await askWith(desk, 2);
      const results = await Promise.all([
        desk.decide(0, 'ole', request, 'approved'),
        desk.decide(1, 'ole', request, 'approved'),
      ]);
      expect(results).toMatchObject([
        { kind: 'counted', given: 1 },
        { kind: 'counted', given: 1 },
      ]);
      expect(await desk.find(request)).toMatchObject({
        state: 'pending',
        approvals: [{ verdict: 'approved' }],
      });
      expect((await desk.find(request))?.approvals).toHaveLength(1);
      expect(await desk.list('approval.given')).toHaveLength(1);
    }
  });

  it('one approves and one rejects: it is decided once, and a code comes only of the approval', async () => {
    const { openDesk } = await openTwoInstances(kind);
    for (const _ of ROUNDS) {
      const desk = await openDesk();
      const request = await askWith(desk, 1);
      const results = await Promise.all([
        desk.decide(0, 'ole', request, 'approved'),
        desk.decide(1, 'amina', request, 'rejected'),
      ]);
      const stored = await desk.find(request);
      expect(kindsOf(results)).toEqual([stored?.state, 'refused'].sort());
      expect(stored?.approvals).toHaveLength(1);
      const decided = [...(await desk.list('request.approved')), ...(await desk.list('request.rejected'))];
      expect(decided).toHaveLength(1);
      const made = await desk.generate(0, 'olivia', request);
      expect(made.kind).toBe(stored?.state === 'approved' ? 'generated' : 'refused');
    }
  });

  it('the last approval and Generate: a code only after the approval', async () => {
    const { openDesk } = await openTwoInstances(kind);
    for (const _ of ROUNDS) {
      const desk = await openDesk();
      const request = await askWith(desk, 1);
      const [made, decided] = await Promise.all([
        desk.generate(0, 'olivia', request),
        desk.decide(1, 'ole', request, 'approved'),
      ]);
      expect(decided.kind).toBe('approved');
      const actions = (await desk.list()).filter((action) =>
        ['request.approved', 'code.generated'].includes(action),
      );
      expect(actions).toEqual(
        made.kind === 'generated' ? ['request.approved', 'code.generated'] : ['request.approved'],
      );
    }
  });
});
