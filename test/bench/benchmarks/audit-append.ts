import { DatabaseSync } from 'node:sqlite';
import { openTestStore } from '../../support/open-test-store.ts';
import { createStoreFixtures } from '../../support/store-fixtures.ts';
import { alternate, compare } from '../harness/compare.ts';
import type { Benchmark } from '../harness/figure.ts';
import { runLanes } from '../harness/run-lanes.ts';
import { createDatabase } from '../world/open-bench-store.ts';

const AT_ONCE = 32;
const PER_TRANSACTION = 10;

/** Events on one organization's chain; as many to a transaction on both sides. */
export const benchmark: Benchmark = {
  async run({ isQuick }) {
    const file = await createDatabase('sqlite');
    const store = await openTestStore(file.url);
    const fixtures = createStoreFixtures('a');
    const { id } = await fixtures.seed(store);
    const bareFile = await createDatabase('sqlite');
    const bare = new DatabaseSync(bareFile.path);
    bare.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL');
    bare.exec(
      'CREATE TABLE events (id TEXT PRIMARY KEY, sequence INTEGER NOT NULL, content TEXT NOT NULL) STRICT',
    );
    const insert = bare.prepare('INSERT INTO events (id, sequence, content) VALUES (?, ?, ?)');
    let sequence = 0;
    const transactions = isQuick ? 100 : 400;
    const rate = async (work: () => Promise<void>): Promise<number> => {
      const startedAt = performance.now();
      await runLanes(AT_ONCE, transactions, work);
      return (transactions * PER_TRANSACTION * 1000) / (performance.now() - startedAt);
    };
    const appendOurs = () =>
      store.transact(id, async (tx) => {
        for (let count = 0; count < PER_TRANSACTION; count += 1) await tx.audit.append(fixtures.draft(id));
      });
    const appendBare = async (): Promise<void> => {
      bare.exec('BEGIN IMMEDIATE');
      for (let count = 0; count < PER_TRANSACTION; count += 1) {
        sequence += 1;
        const draft = fixtures.draft(id);
        insert.run(draft.id, sequence, JSON.stringify(draft));
      }
      bare.exec('COMMIT');
    };
    try {
      await rate(appendOurs);
      await rate(appendBare);
      const rounds = await alternate(
        isQuick ? 3 : 7,
        () => rate(appendOurs),
        () => rate(appendBare),
      );
      return [
        compare(rounds, {
          name: 'audit.append',
          unit: 'events/s',
          baselineName: 'bare inserts of the same events, as many to a transaction',
          goal: { kind: 'ratio_min', limit: 0.4 },
        }),
      ];
    } finally {
      await store.close();
      bare.close();
      await file.drop();
      await bareFile.drop();
    }
  },
};
