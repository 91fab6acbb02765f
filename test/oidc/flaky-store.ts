import { OutcomeUnknownError, type Store, StoreUnavailableError } from '../../src/ports/store.ts';

/** A real store of which one step, counted from now, fails as in an outage. */
export interface Flaw {
  /** Which step fails: 1 is the next one. 0: none. */
  failAt: number;
  /** Whether the step is lost, or done and only its answer lost (as when the process dies right after it). */
  moment: 'before' | 'after';
  steps: number;
  readonly hasFailed: boolean;
}

export function createFlaw(): Flaw {
  return {
    failAt: 0,
    moment: 'before',
    steps: 0,
    get hasFailed() {
      return this.failAt > 0 && this.steps >= this.failAt;
    },
  };
}

export function createFlakyStore(store: Store, flaw: Flaw): Store {
  async function step<T>(work: () => Promise<T>, isTransaction = false): Promise<T> {
    flaw.steps += 1;
    const isNow = flaw.steps === flaw.failAt;
    if (isNow && flaw.moment === 'before') throw new StoreUnavailableError('test');
    const result = await work();
    if (isNow) throw isTransaction ? new OutcomeUnknownError('test') : new StoreUnavailableError('test');
    return result;
  }

  function wrap<T extends object>(target: T): T {
    return new Proxy(target, {
      get(_target, name, receiver) {
        const value: unknown = Reflect.get(target, name, receiver);
        if (typeof value !== 'function') return value;
        return (...args: unknown[]) => step(async () => value.apply(target, args));
      },
    });
  }

  return {
    ...store,
    read: {
      ...store.read,
      clients: wrap(store.read.clients),
      directory: wrap(store.read.directory),
      signInAnswers: wrap(store.read.signInAnswers),
      usedHints: wrap(store.read.usedHints),
    },
    oidcRecords: wrap(store.oidcRecords),
    signingKeys: wrap(store.signingKeys),
    transact: (organizationId, work) => step(() => store.transact(organizationId, work), true),
  };
}
