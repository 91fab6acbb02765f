import { createVerifyAudit } from '../../src/services/audit/verify-audit.ts';
import type { World } from './start-world.ts';

/** What is wrong with the world's history; `sound` if nothing is. */
export async function judgeAudit(world: World): Promise<string> {
  return (await createVerifyAudit(world)(world.organization.id)).kind;
}
