import { type BackupCode, type CodeState, codeStateAt } from '../../domain/codes/backup-code.ts';
import type { DirectoryUser } from '../../domain/directory/directory-user.ts';
import type { ServiceDeps } from '../deps.ts';
import type { ClickRefused, RequestClick } from '../requests/open-click.ts';

/** How many newer codes of the same person are looked through. */
const NEWER_MAX = 20;

/** The clicker's own request already has its code. */
export interface GeneratedBefore {
  readonly kind: 'generated_before';
  readonly code: BackupCode;
  readonly state: CodeState;
  readonly target: DirectoryUser;
}

/** If a click was refused because the clicker's own request already has its code: that code, and its state. */
export async function findGenerated(
  { store, clock }: Pick<ServiceDeps, 'store' | 'clock'>,
  { slackUserId }: Pick<RequestClick, 'slackUserId'>,
  { request }: ClickRefused,
): Promise<GeneratedBefore | null> {
  if (request?.state !== 'fulfilled' || request.origin.requesterSlackId !== slackUserId) return null;
  const { organizationId, targetId } = request;
  const [codes, target] = await Promise.all([
    store.read.codes.listLatest(organizationId, targetId, NEWER_MAX),
    store.read.directory.findUser(organizationId, targetId),
  ]);
  const code = codes.find(({ requestId }) => requestId === request.id);
  if (code === undefined || target === null) return null;
  return { kind: 'generated_before', code, state: codeStateAt(code, clock.now()), target };
}
