import { createDatabase, type StoreKind } from './open-bench-store.ts';
import { type SeededOrganization, seedOrganization } from './seed-organization.ts';
import { startBackupcode } from './start-backupcode.ts';
import { type Driver, startDriver } from './start-driver.ts';
import type { Program } from './start-program.ts';

/**
 * As many flows as it takes for a program to do all it can: those that wait at the same time share transactions. With half as many MongoDB
 * does a tenth less, SQLite no less.
 */
export const FLOWS_AT_ONCE = 96;

export interface FlowWorldOptions {
  readonly store?: StoreKind;
  readonly mode?: 'http' | 'socket';
  readonly folder?: string;
}

/** The program on a seeded store of its own, and the process that plays Slack. */
export interface FlowWorld {
  readonly driver: Driver;
  readonly program: Program;
  readonly seeded: SeededOrganization;
  readonly databaseUrl: string;
  startAnother(): Promise<Program>;
  stop(): Promise<void>;
}

export async function openFlowWorld(options: FlowWorldOptions = {}): Promise<FlowWorld> {
  const { store = 'sqlite', mode = 'http', folder } = options;
  const database = await createDatabase(store, folder);
  const seeded = await seedOrganization(database.url);
  const driver = await startDriver();
  const start = () => startBackupcode({ databaseUrl: database.url, apiUrl: driver.apiUrl, mode });
  const programs: Program[] = [];
  const startAnother = async (): Promise<Program> => {
    const program = await start();
    programs.push(program);
    return program;
  };
  return {
    driver,
    program: await startAnother(),
    seeded,
    databaseUrl: database.url,
    startAnother,
    async stop() {
      for (const program of programs) await program.stop();
      driver.stop();
      await seeded.store.close();
      await database.drop();
    },
  };
}

export const eventsUrl = ({ httpUrl }: Pick<Program, 'httpUrl'>): string => `${httpUrl}/slack/events`;
