import type { AuditAction, AuditDetails } from '../../domain/audit/audit-event.ts';
import type { Secret } from '../../domain/crypto/secret.ts';
import type { SlackPerson, SlackWorkspace } from '../../domain/directory/slack-person.ts';
import type { Organization } from '../../domain/organization/organization.ts';
import type { LaneAct } from '../../domain/requests/authority.ts';
import { say } from '../../messages/say.ts';
import type { BotDeps } from '../app/bot-deps.ts';
import type { SlackMessage } from '../blocks/message.ts';

/**
 * One form of `/backupcode`. The parser, the help, the answers to unclear commands and the manifests' usage hints read its row. Its
 * sentences are in the catalogue under its name: `slack.status.help`, and `slack.status.question` if it takes anything.
 */
export type Subcommand = SubcommandForEveryone | SubcommandForMembers | SubcommandForIssuers;

/** Those that only people who may issue codes, or for `lanes` who may do that for someone, can use. */
export type SubcommandForIssuers = SubcommandAboutPerson | SubcommandAboutCodes;

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

/** Answered to anyone in a connected workspace. The use case decides what this person may read. */
export interface SubcommandForMembers extends Described {
  readonly who: 'members';
  readonly takes: 'nothing' | 'report_and_reason' | 'person_or_nothing';
  /** @returns `null` if this delivery was answered before */
  readonly answer: (deps: BotDeps, asking: AskingMember) => Promise<SlackMessage | null>;
}

/** Answered after {@link BotDeps.useCases}`.screenRequester` found that the requester may do this at all. */
interface ForIssuers extends Described {
  /** `issuers`: owners and admins. `lanes`: also those to whom the policy opens a lane for `refused.act`. */
  readonly who: 'issuers' | 'lanes';
  readonly refused: {
    /** Heads a refusal. */
    readonly title: RefusedTitle;
    /** What was asked for, for the sentences. */
    readonly act: LaneAct;
    /** How the history has it when the requester may not ask at all. */
    readonly action: AuditAction;
    readonly details?: AuditDetails;
  };
}

export interface SubcommandAboutPerson extends ForIssuers {
  readonly takes: 'person' | 'person_and_reason';
  /** @returns `null` if this delivery was answered before */
  readonly answer: (deps: BotDeps, asking: Asking) => Promise<SlackMessage | null>;
}

export function isAboutPerson(row: SubcommandForIssuers): row is SubcommandAboutPerson {
  return row.takes === 'person' || row.takes === 'person_and_reason';
}

/** About no one person, or about people who can't be mentioned. */
export interface SubcommandAboutCodes extends ForIssuers {
  readonly takes: 'nothing' | 'name' | 'filter' | 'reason' | 'person_or_nothing';
  /** @returns `null` if this delivery was answered before */
  readonly answer: (deps: BotDeps, asking: AskingWidely) => Promise<SlackMessage | null>;
}

/** Those of the catalogue that take no arguments. */
type RefusedTitle =
  `slack.${'find' | 'freeze' | 'history' | 'issue' | 'list' | 'policy' | 'revoke' | 'status' | 'unfreeze' | 'unlock'}.refused`;

/** Who asks, where. */
export interface AskingPlace {
  readonly organization: Organization;
  readonly workspace: SlackWorkspace;
  readonly requesterSlackId: string;
  /** What Slack said of the requester for this very command; `null` if it was not asked yet. */
  readonly requester: SlackPerson | null;
  readonly channelId: string;
  readonly deliveryKey: string;
  /** Where it can be answered; `null` if it was asked in a form. */
  readonly responseUrl: Secret | null;
}

/** The same about one person. */
export interface Asking extends AskingPlace {
  readonly targetSlackId: string;
  /** Empty if none was given, or if the subcommand takes none. */
  readonly reason: string;
}

/** The same, perhaps about someone who reports to them. */
export interface AskingMember extends AskingPlace {
  /** `null` if no one is mentioned. */
  readonly targetSlackId: string | null;
  /** Empty if none was given, or if the subcommand takes none. */
  readonly reason: string;
}

/** The same about codes or people at large. */
export interface AskingWidely extends AskingPlace {
  /** What is looked for, or the reason, as typed; empty if there is none. */
  readonly name: string;
  /** What the list is narrowed to; `null`: nothing. */
  readonly filter: FilterWord | null;
  /** The person who is mentioned; `null` if none is. */
  readonly targetSlackId: string | null;
}

/** What may follow `/backupcode list`, besides a mention. */
export const filterWords = ['mine', 'waiting', 'codes', 'requests', 'queue'] as const;
export type FilterWord = (typeof filterWords)[number];

export interface UsageLine {
  /** `/backupcode status @name` */
  readonly usage: string;
  readonly help: string;
}

const argumentsOf: Readonly<Record<Subcommand['takes'], string>> = {
  nothing: '',
  person: '@name',
  person_and_reason: '@name [REASON]',
  name: 'NAME',
  reason: '[REASON]',
  person_or_nothing: '[@name]',
  report_and_reason: '[@report] [REASON]',
  filter: `[@name | ${filterWords.join(' | ')}]`,
};

/** What follows `/backupcode`, as Slack shows it while someone types: `status @name`. */
export function writeUsageHint({ word, takes }: Pick<Subcommand, 'word' | 'takes'>): string {
  return `${word} ${argumentsOf[takes]}`.replace('REASON', say('slack.help.reason')).trim();
}

/** The same without what may be left out of it. */
export function writeShortUsage({ word, takes }: Pick<Subcommand, 'word' | 'takes'>): string {
  return `${word} ${argumentsOf[takes].replace('[REASON]', '')}`.trim();
}
