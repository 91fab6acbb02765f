import { describe, expect, it } from 'vitest';
import { defaultPolicy } from '../../../../src/domain/organization/policy.ts';
import type { IssueRequest } from '../../../../src/domain/requests/issue-request.ts';
import { storeKinds } from '../../../oidc/open-oidc-world.ts';
import { type Desk, openTwoInstances, type PersonName } from '../approvals/open-two-instances.ts';

/** Each round is another race. */
const ROUNDS = [1, 2, 3];

async function askFor(desk: Desk, target: PersonName): Promise<IssueRequest> {
  const { tiers } = defaultPolicy;
  const privileged = { ...tiers.privileged, verificationsRequired: 0 };
  await desk.setPolicy({ tiers: { ...tiers, privileged } });
  const opened = await desk.ask(0, 'olivia', target);
  if (opened.kind !== 'opened') throw new Error(`The request was not opened: ${opened.kind}`);
  return opened.request;
}

const kindsOf = (results: readonly { readonly kind: string }[]) => results.map(({ kind }) => kind).sort();

describe.each(storeKinds)('N23: break-glass at the same moment on two instances, on %s', (kind) => {
  it('submitted twice: broken, announced and under review once', async () => {
    const { openDesk } = await openTwoInstances(kind);
    for (const _ of ROUNDS) {
      const desk = await openDesk();
      const request = await askFor(desk, 'adam');
      const results = await Promise.all([
        desk.breakGlass(0, 'olivia', request, false),
        desk.breakGlass(1, 'olivia', request, false),
      ]);
      expect(kindsOf(results)).toEqual(['broken', 'refused']);
      expect(await desk.list('request.glass_broken')).toHaveLength(1);
    }
  });

  it('for two requests: only one is broken, as its review is open', async () => {
    const { openDesk } = await openTwoInstances(kind);
    for (const _ of ROUNDS) {
      const desk = await openDesk();
      const [one, other] = [await askFor(desk, 'adam'), await askFor(desk, 'amina')];
      const results = await Promise.all([
        desk.breakGlass(0, 'olivia', one, false),
        desk.breakGlass(1, 'olivia', other, false),
      ]);
      expect(kindsOf(results)).toEqual(['broken', 'refused']);
      const refused = results.find((result) => result.kind === 'refused');
      expect(refused).toMatchObject({ refusals: [{ code: 'glass_review_open' }] });
    }
  });

  it('for real and as a rehearsal: whichever comes first is what it stays', async () => {
    const { openDesk } = await openTwoInstances(kind);
    for (const _ of ROUNDS) {
      const desk = await openDesk();
      const request = await askFor(desk, 'adam');
      await Promise.all([
        desk.breakGlass(0, 'olivia', request, false),
        desk.breakGlass(1, 'olivia', request, true),
      ]);
      const isRehearsal = (await desk.find(request))?.breakGlass?.isRehearsal;
      const made = await desk.generate(0, 'olivia', request);
      expect(made.kind).toBe(isRehearsal ? 'rehearsed' : 'generated');
    }
  });

  it('the last approval and a broken glass: one of them decides it', async () => {
    const { openDesk } = await openTwoInstances(kind);
    for (const _ of ROUNDS) {
      const desk = await openDesk();
      const request = await askFor(desk, 'adam');
      await desk.askApproval(0, 'olivia', request);
      const results = await Promise.all([
        desk.breakGlass(0, 'olivia', request, false),
        desk.decide(1, 'ole', request, 'approved'),
      ]);
      expect(results.filter((result) => result.kind === 'refused')).toHaveLength(1);
      const events = [...(await desk.list('request.approved')), ...(await desk.list('request.glass_broken'))];
      expect(events).toHaveLength(1);
    }
  });

  it('two reviewers: one closes it, the other hears that it is closed', async () => {
    const { openDesk } = await openTwoInstances(kind);
    for (const _ of ROUNDS) {
      const desk = await openDesk();
      await desk.change('amina', { role: 'owner' }, false);
      const broken = await desk.breakGlass(0, 'olivia', await askFor(desk, 'adam'), false);
      if (broken.kind !== 'broken') return expect.unreachable(broken.kind);
      const results = await Promise.all([
        desk.review(0, 'ole', broken.review, 'justified'),
        desk.review(1, 'amina', broken.review, 'not_justified'),
      ]);
      expect(kindsOf(results)).toEqual(['closed', 'refused']);
      const [refused] = results.filter((result) => result.kind === 'refused');
      expect(refused).toMatchObject({ refusals: [{ code: 'review_closed' }], closed: expect.anything() });
      const stored = await desk.findReview(broken.review);
      const winner = results.find((result) => result.kind === 'closed');
      expect(stored?.verdict).toBe(winner?.review.verdict);
      expect(await desk.list('review.closed')).toHaveLength(1);
      expect(await desk.list('issuer.frozen')).toHaveLength(stored?.verdict === 'justified' ? 0 : 1);
    }
  });

  it('“not justified” and Generate: no code that can still be shown after it', async () => {
    const { openDesk } = await openTwoInstances(kind);
    for (const _ of ROUNDS) {
      const desk = await openDesk();
      const request = await askFor(desk, 'adam');
      const broken = await desk.breakGlass(0, 'olivia', request, false);
      if (broken.kind !== 'broken') return expect.unreachable(broken.kind);
      const [made] = await Promise.all([
        desk.generate(0, 'olivia', request),
        desk.review(1, 'ole', broken.review, 'not_justified'),
      ]);
      const revoked = await desk.list('code.revoked');
      expect(revoked).toHaveLength(made.kind === 'generated' ? 1 : 0);
    }
  });
});
