import { openTestStore } from '../../support/open-test-store.ts';
import { createTestKeys } from '../../support/test-keys.ts';
import { createDatabase, type StoreKind } from './open-bench-store.ts';
import { seedOrganization } from './seed-organization.ts';
import { startBackupcode } from './start-backupcode.ts';
import { type Driver, startDriver } from './start-driver.ts';
import type { Program } from './start-program.ts';

export interface FlowWorldOptions {
  readonly store?: StoreKind;
  readonly folder?: string;
}

/** The program on a seeded store of its own, and the process that plays Slack. */
export interface FlowWorld {
  readonly driver: Driver;
  readonly program: Program;
  startAnother(): Promise<Program>;
  stop(): Promise<void>;
}

export async function openFlowWorld(options: FlowWorldOptions = {}): Promise<FlowWorld> {
  const database = await createDatabase(options.store ?? 'sqlite', options.folder);
  const keys = createTestKeys();
  const store = await openTestStore(database.url, keys);
  await seedOrganization(store, keys);
  await store.close();
  const driver = await startDriver();
  const programs: Program[] = [];
  const startAnother = async (): Promise<Program> => {
    const program = await startBackupcode({ databaseUrl: database.url, apiUrl: driver.apiUrl });
    programs.push(program);
    return program;
  };
  return {
    driver,
    program: await startAnother(),
    startAnother,
    async stop() {
      for (const program of programs) await program.stop();
      driver.stop();
      await database.drop();
    },
  };
}
