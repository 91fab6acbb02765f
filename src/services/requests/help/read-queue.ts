import type { DirectoryUser } from '../../../domain/directory/directory-user.ts';
import type { UserId } from '../../../domain/ids.ts';
import type { Policy } from '../../../domain/organization/policy.ts';
import { type HelpRequest, helpStateAt } from '../../../domain/requests/help-request.ts';
import type { Refusal } from '../../../domain/requests/refusals.ts';
import type { Readers } from '../../../ports/store.ts';
import type { ServiceDeps } from '../../deps.ts';
import { authorizeReader, type ReaderInput } from '../../directory/authorize-reader.ts';
import { createMayHelp } from './may-help.ts';

/** Someone who waits for help, or is being helped. */
export interface QueueEntry {
  readonly help: HelpRequest;
  readonly target: DirectoryUser;
  readonly asker: DirectoryUser | null;
  readonly taker: DirectoryUser | null;
  /** As the person was told, among all who wait in the organization; `null` if someone takes care of it. */
  readonly position: number | null;
}

/** Those for whom the reader may issue a code, in the order in which they came. Limits keep them few. */
export async function readQueue(
  read: Pick<Readers, 'helpRequests' | 'directory' | 'domains' | 'groups'>,
  {
    reader,
    policy,
    now,
  }: {
    readonly reader: DirectoryUser;
    readonly policy: Policy;
    readonly now: number;
  },
): Promise<QueueEntry[]> {
  const open = (await read.helpRequests.listOpen(reader.organizationId)).filter(
    (help) => helpStateAt(help, now) !== 'expired',
  );
  const ids = open.flatMap(({ targetId, askerId, takenBy }) => [
    targetId,
    askerId,
    ...(takenBy === null ? [] : [takenBy]),
  ]);
  const users = await read.directory.listUsersByIds(reader.organizationId, [...new Set(ids)].slice(0, 1000));
  const people = new Map(users.map((user) => [user.id, user]));
  const find = (id: UserId | null) => (id === null ? null : (people.get(id) ?? null));
  const mayHelp = createMayHelp(read, policy);
  const entries: QueueEntry[] = [];
  let waiting = 0;
  for (const help of open) {
    if (help.state === 'waiting') waiting += 1;
    const position = help.state === 'waiting' ? waiting : null;
    const target = find(help.targetId);
    if (target === null || (await mayHelp(reader, target)).kind === 'refused') continue;
    entries.push({ help, target, asker: find(help.askerId), taker: find(help.takenBy), position });
  }
  return entries;
}

export type ListQueueResult =
  | {
      readonly kind: 'queue';
      readonly entries: readonly QueueEntry[];
      readonly reader: DirectoryUser;
      readonly policy: Policy;
    }
  | { readonly kind: 'refused'; readonly refusals: readonly Refusal[] };

/** Who waits for help, for those who may give it. */
export function createListQueue(deps: ServiceDeps) {
  return async function listQueue(input: ReaderInput): Promise<ListQueueResult> {
    const allowed = await authorizeReader(deps, input, 'list');
    if (allowed.kind === 'refused') return allowed;
    const { reader, policy } = allowed;
    const entries = await readQueue(deps.store.read, { reader, policy, now: deps.clock.now() });
    return { kind: 'queue', entries, reader, policy };
  };
}
