import { describe, expect, it } from 'vitest';
import type { IssueOutcome } from '../../src/ports/providers/provider.ts';
import { VendorError, type VendorProblem } from '../../src/ports/vendor.ts';
import { settleIssue } from '../../src/providers/settle-issue.ts';

const failing = (problem: VendorProblem, status: number | null, code: string | null = null) =>
  Promise.reject<IssueOutcome>(
    new VendorError(problem, null, status === null ? {} : { answer: { status, code } }),
  );

describe('the outcome of the request that makes a code', () => {
  it.each([
    [400, 'unexpected_answer', 'provider_refused'],
    [401, 'credential_refused', 'provider_credential_refused'],
    [403, 'not_permitted', 'provider_not_permitted'],
    [429, 'throttled', 'provider_throttled'],
  ] as const)('an answer with %d refuses for certain', async (status, problem, code) => {
    const outcome = await settleIssue(failing(problem, status, 'E1'));
    expect(outcome).toEqual({ kind: 'refused', refusals: [{ code, vendorCode: 'E1' }] });
  });

  it.each([
    ['no answer', 'unreachable', null],
    ['an answer that is not JSON', 'unexpected_answer', null],
    ['an answer that is too large', 'too_large', null],
    ['408', 'unreachable', 408],
    ['500', 'unreachable', 500],
    ['503', 'throttled', 503],
  ] as const)('%s leaves it open', async (_title, problem, status) => {
    await expect(settleIssue(failing(problem, status))).rejects.toMatchObject({ name: 'VendorError' });
  });

  it('the connector knows more than the status', async () => {
    const outcome = await settleIssue(failing('not_permitted', 403, 'X'), ({ code }) =>
      code === 'X' ? 'provider_privileged' : null,
    );
    expect(outcome).toMatchObject({ refusals: [{ code: 'provider_privileged', vendorCode: 'X' }] });
  });
});
