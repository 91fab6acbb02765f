import type { Notice } from '../../domain/notice.ts';
import type { Outbox } from '../../ports/notices.ts';

type Claim = Outbox['claim'];

interface JointClaim {
  limit: number;
  readonly taken: Promise<Notice[]>;
}

/**
 * Makes one claim of those that are made in the same instant, and deals out what it takes, the oldest to who came first.
 * Claimers of one process that went by themselves would all find the same oldest notice, and all but one look again.
 */
export function joinClaims(claim: Claim): Claim {
  const forming = new Map<string, JointClaim>();

  function form(key: string, now: number, leaseMs: number): JointClaim {
    const taken = Promise.resolve().then(() => {
      forming.delete(key);
      return claim(now, leaseMs, joint.limit);
    });
    const joint: JointClaim = { limit: 0, taken };
    forming.set(key, joint);
    return joint;
  }

  return async function claimTogether(now, leaseMs, limit) {
    const key = `${now} ${leaseMs}`;
    const joint = forming.get(key) ?? form(key, now, leaseMs);
    const first = joint.limit;
    joint.limit += limit;
    return (await joint.taken).slice(first, first + limit);
  };
}
