import type { AuditEvent } from '../../domain/audit/audit-event.ts';

/** Of a refused request: whether someone wanted to look at something, and not a code. */
export function isLook({ details }: Pick<AuditEvent, 'details'>): boolean {
  return details.asked !== undefined;
}
