import { randomInt } from 'node:crypto';
import { LIMITS } from '../coverage.ts';
import { SlackError } from '../slack-error.ts';
import { newSecret } from './identifiers.ts';

export interface Trigger {
  readonly appId: string;
  readonly userId: string;
  readonly teamId: string;
  /** The modal in which the interaction happened, which is where `views.push` may push. */
  readonly viewId: string | undefined;
}

interface StoredTrigger extends Trigger {
  readonly bornAt: number;
  isSpent: boolean;
}

/** trigger_ids: good for three seconds, one exchange, and the app they were given to. */
export class Triggers {
  readonly #byId = new Map<string, StoredTrigger>();
  readonly #now: () => number;

  constructor(now: () => number) {
    this.#now = now;
  }

  issue(trigger: Trigger): string {
    const id = `${this.#now()}.${randomInt(10 ** 11)}.${newSecret(16)}`;
    this.#byId.set(id, { ...trigger, bornAt: this.#now(), isSpent: false });
    return id;
  }

  exchange(id: unknown, appId: string): Trigger {
    const trigger = typeof id === 'string' ? this.#byId.get(id) : undefined;
    if (!trigger || trigger.appId !== appId) throw new SlackError('invalid_trigger_id');
    if (trigger.isSpent) throw new SlackError('exchanged_trigger_id');
    if (this.#now() - trigger.bornAt > LIMITS.triggerMs) throw new SlackError('expired_trigger_id');
    trigger.isSpent = true;
    return trigger;
  }
}
