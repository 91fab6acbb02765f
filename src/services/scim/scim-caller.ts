import type { AuditActor } from '../../domain/audit/audit-event.ts';
import type { Client } from '../../domain/clients/client.ts';
import type { Source } from '../../domain/directory/source.ts';
import type { ScimResourceKey, ScimResourceType } from '../../ports/directory/scim-resources.ts';

/** The client that makes a request, and the source it writes. Everything it reads or changes is looked up by both. */
export interface ScimCaller {
  readonly client: Client;
  readonly source: Source;
  /** `http:<address>` */
  readonly from: string;
}

export function keyOf({ source }: ScimCaller, type: ScimResourceType): ScimResourceKey {
  return { organizationId: source.organizationId, sourceId: source.id, type };
}

export function actorOf({ client }: ScimCaller): AuditActor {
  return { kind: 'client', id: client.id };
}
