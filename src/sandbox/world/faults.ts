/**
 * Where a fault strikes: a Web API method by its name, `response_url` or `delivery`. With `kind` or `app`
 * only those deliveries, or only that app's calls.
 */
interface FaultMatch {
  readonly method?: string | undefined;
  readonly kind?: string | undefined;
  readonly app?: number | undefined;
}

export type FaultKind =
  | 'latency'
  | 'error'
  | 'http500'
  | 'ratelimit'
  | 'lost-reply'
  | 'drop'
  | 'duplicate-delivery';

export interface Fault {
  readonly match: FaultMatch;
  readonly kind: FaultKind;
  /** How often it strikes; default once. */
  readonly times?: number | undefined;
  readonly ms?: number | undefined;
  readonly error?: string | undefined;
  readonly retryAfterS?: number | undefined;
}

export interface FaultSite {
  readonly method: string;
  readonly kind?: string;
  readonly app: number;
}

function strikes(match: FaultMatch, site: FaultSite): boolean {
  if (match.method !== undefined && match.method !== site.method) return false;
  if (match.kind !== undefined && match.kind !== site.kind) return false;
  return match.app === undefined || match.app === site.app;
}

/** The faults waiting to happen; the first that fits a site strikes, and is counted down. */
export class Faults {
  #waiting: { fault: Fault; left: number }[] = [];

  inject(fault: Fault): void {
    this.#waiting.push({ fault, left: fault.times ?? 1 });
  }

  clear(): void {
    this.#waiting = [];
  }

  take(site: FaultSite): Fault | undefined {
    const struck = this.#waiting.find((entry) => entry.left > 0 && strikes(entry.fault.match, site));
    if (!struck) return undefined;
    struck.left -= 1;
    return struck.fault;
  }
}
