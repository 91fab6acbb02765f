import type { ClientSession } from 'mongoose';

/**
 * Runs one step against the database and turns what can go wrong into the port's errors. Within a transaction the step
 * gets its session and waits for the steps before it, for a session carries one statement at a time; outside, `null`.
 */
export type Operate = <T>(step: (session: ClientSession | null) => Promise<T>) => Promise<T>;
