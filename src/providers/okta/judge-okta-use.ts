import type { CodeStatus } from '../../ports/providers/provider.ts';
import { ENROLLED, type OktaEnrolment, type OktaLogEvent, SIGNED_IN } from './okta-api.ts';

/** How the log may name the factor. The name isn't documented; the code's own id among the event's targets is surer. */
const tacFactor = /^(tac|temporary[ _]access[ _]code)/i;

/**
 * What became of a code.
 * @param reference the id of the enrolment
 * @param enrolment `null`: Okta no longer has it
 * @param events of the person, the oldest first; `null`: the log may not be read. Those from before `since` count by the id of the code alone: the clocks may differ
 */
export function judgeOktaUse(
  reference: string,
  enrolment: OktaEnrolment | null,
  events: readonly OktaLogEvent[] | null,
  { since, now }: { readonly since: number; readonly now: number },
): CodeStatus {
  const use = events?.find((event) => isUse(event, reference, since));
  const enrolled = use && events?.find((event) => isNewFactor(event, reference, use.published));
  // The log may yet say that a code was used which is gone already.
  const whenGone = events === null ? 'gone' : 'unclear';
  return {
    state: use === undefined ? stateOf(enrolment, whenGone, now) : 'used',
    usedAt: use?.published ?? null,
    usedFrom: use?.client?.ipAddress ?? null,
    enrolledAt: enrolled?.published ?? null,
  };
}

function stateOf(
  enrolment: OktaEnrolment | null,
  whenGone: CodeStatus['state'],
  now: number,
): CodeStatus['state'] {
  if (enrolment === null) return whenGone;
  const expiresAt = enrolment.profile?.expiresAt ?? null;
  const isOver = expiresAt !== null && expiresAt <= now;
  return enrolment.status === 'INACTIVE' || isOver ? 'ended' : 'usable';
}

function isUse(event: OktaLogEvent, reference: string, since: number): boolean {
  if (event.eventType !== SIGNED_IN || event.outcome?.result !== 'SUCCESS') return false;
  if (hasTarget(event, reference)) return true;
  return event.published >= since && tacFactor.test(event.debugContext?.debugData?.factor ?? '');
}

/** The making of a temporary access code is an enrolment, too, and no new factor. */
function isNewFactor(event: OktaLogEvent, reference: string, usedAt: number): boolean {
  const isSuccess = event.eventType === ENROLLED && event.outcome?.result === 'SUCCESS';
  if (!isSuccess || event.published < usedAt || hasTarget(event, reference)) return false;
  return !tacFactor.test(event.debugContext?.debugData?.factor ?? '');
}

function hasTarget({ target }: OktaLogEvent, reference: string): boolean {
  return target?.some(({ id }) => id === reference) ?? false;
}
