import type { AuditAction, AuditDetails } from '../../domain/audit/audit-event.ts';
import type { Secret } from '../../domain/crypto/secret.ts';
import type { SlackPerson, SlackWorkspace } from '../../domain/directory/slack-person.ts';
import type { Organization } from '../../domain/organization/organization.ts';
import type { Act } from '../../domain/requests/authority.ts';
import type { BotDeps } from '../app/bot-deps.ts';
import type { SlackMessage } from '../blocks/message.ts';

/**
 * One form of `/backupcode`. The parser, the help, the answers to unclear commands and the manifests' usage hints read its row. Its
 * sentences are in the catalogue under its name: `slack.status.help`, `slack.status.question`, and `slack.status.refused`.
 */
export type Subcommand = SubcommandForEveryone | SubcommandForIssuers;

interface Described {
  /** What is typed after `/backupcode`; empty for the one that a mention alone selects. */
  readonly word: string;
  /** What people type when they want this. Each is answered by "Did you mean". */
  readonly synonyms: readonly string[];
}

/** Answered without a look at who asks: it must say nothing of any person. */
export interface SubcommandForEveryone extends Described {
  readonly who: 'everyone';
  readonly takes: 'nothing';
  readonly answer: (usages: readonly UsageLine[]) => SlackMessage;
}

/** Answered after {@link BotDeps.useCases}`.screenRequester` found that the requester may issue codes at all. */
export interface SubcommandForIssuers extends Described {
  readonly who: 'issuers';
  readonly takes: 'person' | 'person_and_reason';
  readonly refused: {
    /** What was asked for, for the sentences. */
    readonly act: Act['kind'];
    /** How the history has it when the requester may not ask at all. */
    readonly action: AuditAction;
    readonly details?: AuditDetails;
  };
  /** @returns `null` if this delivery was answered before */
  readonly answer: (deps: BotDeps, asking: Asking) => Promise<SlackMessage | null>;
}

/** Who asks what about which person, where. */
export interface Asking {
  readonly organization: Organization;
  readonly workspace: SlackWorkspace;
  readonly requesterSlackId: string;
  /** What Slack said of the requester for this very command; `null` if it was not asked yet. */
  readonly requester: SlackPerson | null;
  readonly targetSlackId: string;
  readonly channelId: string;
  /** Empty if none was given, or if the subcommand takes none. */
  readonly reason: string;
  readonly deliveryKey: string;
  /** Where it can be answered; `null` if it was asked in a form. */
  readonly responseUrl: Secret | null;
}

export interface UsageLine {
  /** `/backupcode status @name` */
  readonly usage: string;
  readonly help: string;
}

const argumentsOf: Readonly<Record<Subcommand['takes'], string>> = {
  nothing: '',
  person: '@name',
  person_and_reason: '@name [reason]',
};

/** What follows `/backupcode`, as Slack shows it while someone types: `status @name`. */
export function writeUsageHint({ word, takes }: Pick<Subcommand, 'word' | 'takes'>): string {
  return `${word} ${argumentsOf[takes]}`.trim();
}
