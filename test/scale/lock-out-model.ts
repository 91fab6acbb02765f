/**
 * A Monday morning: so many workspaces, a share of everybody locked out within some minutes, and every call of Slack
 * counted against what Slack grants a workspace. A model, not a measurement: what it costs us is given to it.
 */

/** What one issued code costs in calls that Slack counts per method, workspace and minute. */
export interface CallsPerCode {
  readonly 'users.info': number;
  readonly 'conversations.info': number;
  readonly 'chat.postMessage': number;
}

/** Granted per minute, method and workspace: tiers 4, 3 and a special one. The last is an assumption: "several hundred". */
export const slackPerMinute: CallsPerCode = {
  'users.info': 100,
  'conversations.info': 50,
  'chat.postMessage': 300,
};

export interface LockOut {
  readonly workspaces: number;
  readonly people: number;
  readonly lockedOutShare: number;
  readonly withinMinutes: number;
  readonly calls: CallsPerCode;
  /** 0 to 1, each time another */
  readonly random: () => number;
}

export interface LockOutResult {
  readonly codes: number;
  /** Minutes from being locked out until the code is shown, as far as Slack's limits go. */
  readonly waitMinutes: { readonly p50: number; readonly p99: number; readonly longest: number };
  /** Of those who had to wait more than a minute. */
  readonly waitingShare: number;
  readonly workspacesThatQueue: number;
  /** Over all workspaces, in the busiest second. */
  readonly codesPerSecondPeak: number;
  readonly minutesUntilDone: number;
  readonly largestWorkspace: number;
}

const SECONDS = 60;

export function simulateLockOut(lockOut: LockOut): LockOutResult {
  const sizes = drawSizes(lockOut);
  const perSecond = codesPerSecond(lockOut.calls);
  const waits: number[] = [];
  const served = new Map<number, number>();
  let workspacesThatQueue = 0;
  for (const size of sizes) {
    const arrivals = drawArrivals(lockOut, size);
    let freeAt = 0;
    let isQueuing = false;
    for (const at of arrivals) {
      // One after another at the granted rate, the first at once: a bucket of one minute's grant that refills.
      const start = Math.max(at, freeAt - SECONDS);
      freeAt = Math.max(freeAt, at) + 1 / perSecond;
      waits.push((start - at) / SECONDS);
      if (start - at > SECONDS) isQueuing = true;
      const second = Math.floor(start);
      served.set(second, (served.get(second) ?? 0) + 1);
    }
    if (isQueuing) workspacesThatQueue += 1;
  }
  const sorted = waits.toSorted((a, b) => a - b);
  const at = (share: number): number => sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? 0;
  const seconds = [...served.keys()];
  return {
    codes: waits.length,
    waitMinutes: { p50: at(0.5), p99: at(0.99), longest: at(1) },
    waitingShare: waits.filter((wait) => wait > 1).length / Math.max(1, waits.length),
    workspacesThatQueue,
    codesPerSecondPeak: Math.max(0, ...served.values()),
    minutesUntilDone: seconds.reduce((latest, second) => Math.max(latest, second), 0) / SECONDS,
    largestWorkspace: sizes.reduce((largest, size) => Math.max(largest, size), 0),
  };
}

/** The scarcest method decides. */
export function codesPerSecond(calls: CallsPerCode): number {
  const methods = ['users.info', 'conversations.info', 'chat.postMessage'] as const;
  const perMinute = methods.map((method) => slackPerMinute[method] / calls[method]);
  return Math.min(...perMinute) / SECONDS;
}

/** Log-normal, as sizes of firms are: most are small, a few hold very many; together exactly as many as said. */
function drawSizes({ workspaces, people, random }: LockOut): number[] {
  const SIGMA = 1.5;
  const raw = Array.from({ length: workspaces }, () => {
    const normal = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
    return Math.exp(SIGMA * normal);
  });
  const total = raw.reduce((sum, size) => sum + size, 0);
  return raw.map((size) => Math.max(1, Math.round((size * people) / total)));
}

/** Seconds, in order. */
function drawArrivals({ lockedOutShare, withinMinutes, random }: LockOut, size: number): number[] {
  const expected = size * lockedOutShare;
  const count = Math.floor(expected) + (random() < expected % 1 ? 1 : 0);
  const arrivals = Array.from({ length: count }, () => random() * withinMinutes * SECONDS);
  return arrivals.sort((a, b) => a - b);
}
