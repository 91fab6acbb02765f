/** Lets one at a time through per organization, in the order of arrival. */
export interface OrganizationQueue {
  run<T>(organizationId: string, work: () => Promise<T>): Promise<T>;
  /** Resolves when everything that has been let in is done. */
  idle(): Promise<void>;
}

/**
 * Transactions of one organization exclude each other in the database, where the second one is thrown out and starts anew.
 * Those of this process wait here instead, where waiting costs nothing and is fair.
 */
export function createOrganizationQueue(): OrganizationQueue {
  const tails = new Map<string, Promise<void>>();

  function run<T>(organizationId: string, work: () => Promise<T>): Promise<T> {
    const result = (tails.get(organizationId) ?? Promise.resolve()).then(work);
    const tail = result.then(
      () => undefined,
      () => undefined,
    );
    tails.set(organizationId, tail);
    void tail.then(() => {
      if (tails.get(organizationId) === tail) tails.delete(organizationId);
    });
    return result;
  }

  async function idle(): Promise<void> {
    while (tails.size > 0) await Promise.all(tails.values());
  }

  return { run, idle };
}
