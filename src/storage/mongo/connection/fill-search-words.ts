import { listWords } from '../../../domain/directory/search-words.ts';
import type { Models } from '../collections.ts';

const BATCH = 500;

/**
 * Gives users that an earlier version wrote the words by which they are found, in the background: in a large directory it takes minutes, and
 * until then they are found by their logins. Each start looks again, as an older instance may have written some meanwhile; the index of
 * words knows who has none.
 *
 * @returns what stops it; it needn't be waited for, as the end of the connection ends it too
 */
export function startFillingSearchWords({ organizations, directory }: Models): () => void {
  let isStopped = false;

  async function fillAll(): Promise<void> {
    for await (const { _id } of organizations.collection.find({}, { projection: { _id: 1 } }))
      while (!isStopped && (await fillSome(String(_id))) === BATCH);
  }

  async function fillSome(organizationId: string): Promise<number> {
    const people = await directory.collection
      .find({ organizationId, words: null }, { projection: { displayName: 1, employeeNumber: 1 } })
      .limit(BATCH)
      .toArray();
    const changes = people.map(({ _id, displayName, employeeNumber }) => ({
      updateOne: {
        // Whoever was changed meanwhile has them.
        filter: { _id, words: null },
        update: { $set: { words: listWords(displayName ?? '', employeeNumber ?? null) } },
      },
    }));
    if (changes.length > 0) await directory.collection.bulkWrite(changes, { ordered: false });
    return changes.length;
  }

  // An outage ends it until the next start.
  fillAll().catch(() => undefined);
  return () => {
    isStopped = true;
  };
}
