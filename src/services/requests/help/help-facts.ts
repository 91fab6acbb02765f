import type { DirectoryUser } from '../../../domain/directory/directory-user.ts';
import { type HelpRequest, type HelpState, helpStateAt } from '../../../domain/requests/help-request.ts';
import type { Readers, Transaction } from '../../../ports/store.ts';
import type { ServiceDeps } from '../../deps.ts';

/** A request for help and the people in it, as they are now. */
export interface HelpFacts {
  readonly help: HelpRequest;
  /** As of now: see `helpStateAt`. */
  readonly state: HelpState;
  readonly target: DirectoryUser;
  readonly asker: DirectoryUser;
  /** Who takes care of it, or did. */
  readonly taker: DirectoryUser | null;
  readonly endedBy: DirectoryUser | null;
  /** Its place among those that wait, from 1 on; `null` if it doesn't wait. */
  readonly position: number | null;
}

/** @returns `null` if the person or the asker no longer exists */
export async function readHelpFacts(
  read: Pick<Readers | Transaction, 'directory' | 'helpRequests'>,
  help: HelpRequest,
  now: number,
): Promise<HelpFacts | null> {
  const { organizationId } = help;
  const find = (id: HelpRequest['takenBy']) =>
    id === null ? null : read.directory.findUser(organizationId, id);
  const [target, asker, taker, endedBy] = [
    await find(help.targetId),
    await find(help.askerId),
    await find(help.takenBy),
    await find(help.endedBy),
  ];
  if (target === null || asker === null) return null;
  const state = helpStateAt(help, now);
  const position =
    state === 'waiting' ? 1 + (await read.helpRequests.countWaitingBefore(organizationId, help, now)) : null;
  return { help, state, target, asker, taker, endedBy, position };
}

/** The same where both have just been read. */
export async function getHelpFacts(
  { clock }: Pick<ServiceDeps, 'clock'>,
  tx: Transaction,
  help: HelpRequest,
): Promise<HelpFacts> {
  const facts = await readHelpFacts(tx, help, clock.now());
  if (facts === null) throw new Error('The people of a request for help vanished');
  return facts;
}

/** What a person waits for, and whom they asked for: their own open ones. */
export async function listOwnHelp(
  read: Pick<Readers, 'directory' | 'helpRequests'>,
  user: DirectoryUser,
  now: number,
): Promise<HelpFacts[]> {
  const own = (await read.helpRequests.listOpen(user.organizationId)).filter(
    (help) => (help.targetId === user.id || help.askerId === user.id) && helpStateAt(help, now) !== 'expired',
  );
  const facts = [];
  for (const help of own) facts.push(await readHelpFacts(read, help, now));
  return facts.filter((each) => each !== null);
}
