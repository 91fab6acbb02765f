import type { AuditEvent } from '../domain/audit/audit-event.ts';
import { type BackupCode, codeStateAt } from '../domain/codes/backup-code.ts';
import { isId, type OrganizationId, type UserId } from '../domain/ids.ts';
import { vendorNames } from '../domain/providers/provider.ts';
import { type IssueRequest, needsApproval } from '../domain/requests/issue-request.ts';
import type { Clock } from '../ports/clock.ts';
import type { Readers } from '../ports/store.ts';
import type { InspectedMachine } from '../sandbox/sandbox.ts';

export interface InspectStateDeps {
  readonly store: { readonly read: Pick<Readers, 'audit' | 'codes' | 'directory' | 'requests'> };
  readonly clock: Clock;
}

const EVENTS_READ = 200;
const SHOWN_MAX = 4;

/**
 * What the store says of the newest requests and codes, for the sandbox's inspector to draw. Reads only, and never a
 * code.
 */
export function createInspectState(deps: InspectStateDeps, organizationId: OrganizationId) {
  const { audit, codes, directory, requests } = deps.store.read;

  async function nameOf(id: UserId | null): Promise<string> {
    const user = id === null ? null : await directory.findUser(organizationId, id);
    return user?.displayName ?? 'nobody';
  }

  async function describeRequest(request: IssueRequest): Promise<InspectedMachine> {
    const isApproved = request.approvals.length > 0 && request.state !== 'rejected';
    return {
      id: request.id,
      name: 'Request',
      about: `for ${await nameOf(request.targetId)}`,
      path: needsApproval(request) ? ['pending', 'approved', 'fulfilled'] : ['pending', 'fulfilled'],
      exits: [
        { state: 'cancelled', from: needsApproval(request) ? ['pending', 'approved'] : ['pending'] },
        ...(needsApproval(request) ? [{ state: 'rejected', from: ['pending'] }] : []),
        { state: 'expired', from: needsApproval(request) ? ['pending', 'approved'] : ['pending'] },
      ],
      current: request.state,
      visited: [...new Set(['pending', ...(isApproved ? ['approved'] : []), request.state])],
      facts: [
        { label: 'asked by', value: await nameOf(request.requesterId) },
        ...(await Promise.all(
          request.approvals.map(async ({ approverId }) => ({
            label: 'decided by',
            value: await nameOf(approverId),
          })),
        )),
        { label: 'expires', value: writeTime(request.expiresAt) },
      ],
    };
  }

  async function describeCode(code: BackupCode): Promise<InspectedMachine> {
    const state = codeStateAt(code, deps.clock.now());
    const wasActive = state !== 'undelivered' && code.revocationReason !== 'delivery_failed';
    return {
      id: code.id,
      name: 'Code',
      about: `for ${await nameOf(code.userId)}, ${code.vendor === null ? 'kept as a hash' : `made by ${vendorNames[code.vendor.kind]}, kept nowhere here`}`,
      path: ['undelivered', 'active', 'redeemed'],
      exits: [
        { state: 'revoked', from: ['undelivered', 'active'] },
        { state: 'superseded', from: ['active'] },
        { state: 'expired', from: ['active'] },
      ],
      current: state,
      visited: [...new Set(['undelivered', ...(wasActive ? ['active'] : []), state])],
      facts: [
        { label: 'issued by', value: code.issuedBy === null ? 'an operator' : await nameOf(code.issuedBy) },
        ...(code.startsAt === null ? [] : [{ label: 'works from', value: writeTime(code.startsAt) }]),
        { label: 'works until', value: writeTime(code.expiresAt) },
        ...(code.revocationReason === null ? [] : [{ label: 'revoked for', value: code.revocationReason }]),
      ],
    };
  }

  return async function inspectState(): Promise<InspectedMachine[]> {
    const events = await audit.listLatest(organizationId, EVENTS_READ);
    const machines: InspectedMachine[] = [];
    const seen = new Set<string>();
    for (const event of events) {
      for (const id of idsIn(event)) {
        if (machines.length >= SHOWN_MAX || seen.has(id)) continue;
        seen.add(id);
        const code = isId('code', id) ? await codes.find(organizationId, id) : null;
        const request = isId('request', id) ? await requests.find(organizationId, id) : null;
        if (code !== null) machines.push(await describeCode(code));
        if (request !== null) machines.push(await describeRequest(request));
      }
    }
    return machines;
  };
}

/** The codes and requests that an event is about. */
function idsIn({ target, details }: AuditEvent): string[] {
  return [target, ...Object.values(details)].filter((value) => typeof value === 'string');
}

function writeTime(at: number): string {
  return `${new Date(at).toISOString().slice(11, 19)} UTC`;
}
