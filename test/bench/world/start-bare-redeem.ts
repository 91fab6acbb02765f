import { DatabaseSync } from 'node:sqlite';
import { createDatabase } from './open-bench-store.ts';
import { startProgram } from './start-program.ts';

/** A bare Express route on a table of codes. */
export interface BareRedeem {
  readonly url: string;
  /** Makes codes; returns the requests' bodies. */
  issue(count: number): string[];
  stop(): Promise<void>;
}

export async function startBareRedeem(): Promise<BareRedeem> {
  const file = await createDatabase('sqlite');
  const database = new DatabaseSync(file.path);
  database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL');
  database.exec(
    'CREATE TABLE codes (login TEXT PRIMARY KEY, code TEXT NOT NULL, state TEXT NOT NULL) STRICT',
  );
  const insert = database.prepare("INSERT INTO codes (login, code, state) VALUES (?, ?, 'active')");
  const program = await startProgram({
    script: new URL('../baselines/bare-redeem-route.ts', import.meta.url),
    readyPattern: /ready at (\S+)\n/,
    env: { DATABASE_PATH: file.path },
  });
  let people = 0;
  return {
    url: `${program.httpUrl}/v1/codes/redeem`,
    issue(count) {
      database.exec('BEGIN');
      const bodies = Array.from({ length: count }, () => {
        people += 1;
        const [user, code] = [`person${people}@acme.test`, `CODE-${people}`];
        insert.run(user, code);
        return JSON.stringify({ user, code });
      });
      database.exec('COMMIT');
      return bodies;
    },
    async stop() {
      await program.stop();
      database.close();
      await file.drop();
    },
  };
}
