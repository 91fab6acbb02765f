import type { SlackPerson } from '../../domain/directory/slack-person.ts';
import type { LookUpPerson } from './look-up-person.ts';

interface AskedAbout {
  readonly requesterSlackId: string;
  /** What Slack said of the requester for this very command; `null` if it was not asked yet. */
  readonly requester: SlackPerson | null;
  /** `null` if the command is about no one person. */
  readonly targetSlackId: string | null;
}

export interface SlackPair {
  readonly requester: SlackPerson | null;
  readonly target: SlackPerson | null;
}

/** Requester and target as Slack knows them now. A person is asked about once in a command (S8). */
export async function lookUpPair(
  { lookUpPerson }: { readonly lookUpPerson: LookUpPerson },
  asking: AskedAbout,
): Promise<SlackPair> {
  const { requesterSlackId, targetSlackId } = asking;
  if (requesterSlackId === targetSlackId) {
    const person = asking.requester ?? (await lookUpPerson(requesterSlackId));
    return { requester: person, target: person };
  }
  const [requester, target] = await Promise.all([
    asking.requester ?? lookUpPerson(requesterSlackId),
    targetSlackId === null ? null : lookUpPerson(targetSlackId),
  ]);
  return { requester, target };
}
