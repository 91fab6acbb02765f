import { shouldSample } from '../../domain/audit/sparse-history.ts';
import type { DirectoryUser } from '../../domain/directory/directory-user.ts';
import type { CodeId } from '../../domain/ids.ts';
import { OutcomeUnknownError, type Transaction } from '../../ports/store.ts';
import { countInHour } from '../audit/count-in-hour.ts';
import type { ServiceDeps } from '../deps.ts';
import type { Attempt, AttemptResult } from './attempt.ts';
import { raiseRedeemAlarm } from './raise-redeem-alarm.ts';

/** Events among which this attempt's own is looked for, a moment after it was written. */
const EVENTS_LOOKED_AT = 200;

/** Freezes by strangers in an hour, at one client, that each alarm: strangers can cause as many as they know names (N20). */
const STRANGER_ALARMS = 5;

/**
 * Runs a transaction that calls `decideAttempt`. If the commit's answer is lost after the code was spent, it looks once
 * whether this attempt's own event is in the history, and so whether this attempt has won (N17).
 * @param work may run more than once, like any transaction's
 * @throws OutcomeUnknownError if the second answer is lost, too
 */
export async function transactAttempt<Result>(
  deps: ServiceDeps,
  attempt: Attempt,
  work: (tx: Transaction) => Promise<Result>,
): Promise<Result | AttemptResult> {
  const { organizationId } = attempt.client;
  const { seenUser } = attempt;
  const run = (tx: Transaction): Promise<Result> => {
    // A run that was rolled back has frozen nothing.
    attempt.isFrozenByStrangers = false;
    return work(tx);
  };
  const result = await deps.store.transact(organizationId, run).catch((error: unknown) => {
    if (!(error instanceof OutcomeUnknownError) || seenUser === null || attempt.wins.size === 0) throw error;
    return deps.store.transact(
      organizationId,
      async (tx) => (await findOwnWin(tx, attempt, seenUser)) ?? run(tx),
    );
  });
  if (attempt.isFrozenByStrangers) await alarmOfStrangers(deps, attempt);
  return result;
}

async function findOwnWin(
  tx: Transaction,
  { wins }: Attempt,
  { organizationId, id }: DirectoryUser,
): Promise<AttemptResult | null> {
  const events = await tx.audit.listLatest(organizationId, EVENTS_LOOKED_AT);
  const won = events.find((event) => wins.has(event.id));
  if (won === undefined) return null;
  const user = await tx.directory.findUser(organizationId, id);
  const code = await tx.codes.find(organizationId, String(won.details.codeId) as CodeId);
  if (user === null || code?.settledAt == null) throw new Error('What a redeem left behind is gone');
  return { kind: 'redeemed', user, code, at: code.settledAt };
}

/** After the attempt, since it is counted over all instances; strangers may wait for it. */
async function alarmOfStrangers(deps: ServiceDeps, attempt: Attempt): Promise<void> {
  const { organizationId, id } = attempt.client;
  if (!shouldSample(await countInHour(deps, `${id}:strangers`), STRANGER_ALARMS)) return;
  await deps.store.transact(organizationId, async (tx) => {
    const organization = await tx.organizations.findById(organizationId);
    if (organization !== null) await raiseRedeemAlarm(deps, tx, attempt, 'strangers', organization);
  });
}
