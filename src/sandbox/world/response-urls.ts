import { LIMITS } from '../coverage.ts';
import { SlackError } from '../slack-error.ts';
import { newSecret } from './identifiers.ts';

export interface ResponseTarget {
  readonly appId: string;
  readonly teamId: string;
  readonly channelId: string;
  readonly userId: string;
  /** The message whose button was clicked; undefined for a slash command. */
  readonly originalTs: string | undefined;
}

interface StoredTarget {
  readonly target: ResponseTarget;
  readonly bornAt: number;
  uses: number;
}

/** Response URLs: whoever holds one may post with it, five times within thirty minutes. */
export class ResponseUrls {
  readonly #byPath = new Map<string, StoredTarget>();
  readonly #now: () => number;

  constructor(now: () => number) {
    this.#now = now;
  }

  issue(kind: 'commands' | 'actions', target: ResponseTarget): string {
    const path = `/${kind}/${target.teamId}/${this.#byPath.size + 1}/${newSecret()}`;
    this.#byPath.set(path, { target, bornAt: this.#now(), uses: 0 });
    return path;
  }

  /** The target, if the URL still works; using it up is a separate step, for a refused body costs nothing. */
  check(path: string): ResponseTarget {
    const stored = this.#byPath.get(path);
    if (!stored) throw new SlackError('not_found');
    if (this.#now() - stored.bornAt > LIMITS.responseUrlMs) throw new SlackError('expired_url');
    if (stored.uses >= LIMITS.responseUrlUses) throw new SlackError('used_url');
    return stored.target;
  }

  /** Whose URL it is or was; undefined for one that never existed. */
  findAppId(path: string): string | undefined {
    return this.#byPath.get(path)?.target.appId;
  }

  /** Where it leads, whether or not it still works; undefined for one that never existed. */
  findTarget(path: string): ResponseTarget | undefined {
    return this.#byPath.get(path)?.target;
  }

  spend(path: string): void {
    const stored = this.#byPath.get(path);
    if (stored) stored.uses += 1;
  }
}
