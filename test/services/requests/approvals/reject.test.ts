import { describe, expect, it } from 'vitest';
import { createOpenRejection } from '../../../../src/services/requests/approvals/open-rejection.ts';
import { createDecideRequest } from '../../../../src/services/requests/decide-request.ts';
import { REASON_LENGTH_MAX } from '../../../../src/services/requests/request-code.ts';
import { openIssuingWorld, refusedFor } from '../../open-issuing-world.ts';

const CODE = 'K7QM-2R9X-HV4T-8WBS';

describe('a rejection', () => {
  it.each([
    ['no reason', '', 'reason_needed'],
    ['a reason that is too long', '😀'.repeat(REASON_LENGTH_MAX + 1), 'reason_too_long'],
  ])('U2: %s: nothing is decided', async (_what, reason, code) => {
    const world = await openIssuingWorld();
    const request = await world.askForApproval('olivia', 'adam');
    const decide = createDecideRequest(world.deps);
    const result = await decide(world.clickOf('amina', request), { verdict: 'rejected', reason });
    expect(result).toMatchObject(refusedFor(code));
    expect(await world.findRequest(request)).toEqual(request);
  });

  it('N21: a code in the reason is masked before it is stored', async () => {
    const world = await openIssuingWorld();
    const request = await world.askForApproval('olivia', 'adam');
    const reason = `she read ${CODE} to me`;
    const decide = createDecideRequest(world.deps);
    const result = await decide(world.clickOf('amina', request), { verdict: 'rejected', reason });
    expect(result.kind).toBe('rejected');
    const [approval] = (await world.findRequest(request))?.approvals ?? [];
    expect(approval?.reason).toMatch(/^she read .+ to me$/);
    expect(JSON.stringify([approval, await world.newEvents()])).not.toContain(CODE);
  });

  it('S3 S9: the form opens from stored facts, for those who may decide, and changes nothing', async () => {
    const world = await openIssuingWorld();
    const request = await world.askForApproval('olivia', 'adam');
    const open = createOpenRejection(world.deps);
    const byLink = (name: string) => ({ ...world.clickOf(name, request), clicker: null });
    expect(await open(byLink('amina'))).toEqual({ kind: 'unlinked' });
    expect(await open(world.clickOf('amina', request))).toMatchObject({ kind: 'open', request });
    expect(await open(byLink('amina'))).toMatchObject({ kind: 'open', request });
    expect(await open(byLink('olivia'))).toMatchObject(refusedFor('approver_is_requester'));
    expect(await world.findRequest(request)).toEqual(request);
    await world.decide('amina', request, 'approved');
    expect(await open(byLink('amina'))).toMatchObject({
      ...refusedFor('request_settled'),
      late: { state: 'approved' },
    });
  });
});
