import { describe, expect, it } from 'vitest';
import { isOpenRequest, requestStates, requestTransitions } from '../../src/domain/issue-request.ts';

describe('the states of an issue request', () => {
  it.each(requestStates)('U3: %s is open, or ends for good', (state) => {
    const sources: readonly (readonly string[])[] = Object.values(requestTransitions);
    const leadsSomewhere = sources.some((from) => from.includes(state));
    expect(leadsSomewhere).toBe(isOpenRequest({ state }));
  });

  it('U3: an open request can end in every way, silence included', () => {
    for (const end of ['fulfilled', 'cancelled', 'expired'] as const) {
      expect(requestTransitions[end]).toEqual(['pending', 'approved']);
    }
    expect(requestTransitions.rejected).toEqual(['pending']);
  });
});
