import type { SlackWorkspace } from '../../domain/directory/slack-person.ts';
import type { RoleRule, SourceKind } from '../../domain/directory/source.ts';
import type { SourceRecord } from '../../domain/directory/source-person.ts';
import type { VendorAccess, VendorSetting, VendorSettingProblem } from '../vendor.ts';

/** What a connector needs to reach its vendor. */
export interface SourceAccess extends VendorAccess {
  /** Slack workspaces, or Enterprise Grids, of the organization; none if left out. */
  readonly slackTenantIds?: readonly string[];
}

/** A vendor's directory, ready to be opened. One per folder of `sources/`. */
export interface SourceConnector {
  readonly kind: SourceKind;
  readonly settings: readonly VendorSetting[];
  /** The settings that are wrong, by name and code; empty if all are fine. Nothing is sent. */
  checkSettings(settings: Readonly<Record<string, string>>): readonly VendorSettingProblem[];
  /** Roles that the vendor itself gives, as rules to offer when a source is added. */
  readonly suggestedRules?: readonly RoleRule[];
  /** Whether only another instance can read it, with a token of its own; such a run is not this instance's to start. */
  isReadElsewhere?(settings: Readonly<Record<string, string>>, signal: AbortSignal): Promise<boolean>;
  open(access: SourceAccess): SourceConnection;
}

export interface TestedSource {
  /** `null` if the vendor doesn't say. */
  readonly people: number | null;
  /** Settings that the vendor answered, which the source keeps. */
  readonly settings?: Readonly<Record<string, string>>;
  /** The Slack workspace that was read, for a source that is one. */
  readonly slackWorkspace?: SlackWorkspace;
}

export interface SourceConnection {
  /**
   * Proves that the credential works and may read what a run needs; reads one page at most.
   * @throws VendorError
   */
  test(signal: AbortSignal): Promise<TestedSource>;
  /**
   * Everybody in the source, in pages. It ends only after the last page: whatever goes wrong before throws, so that half a list is never
   * taken for the whole. A person may come twice; the later record counts.
   * @throws VendorError
   */
  readAll(signal: AbortSignal): AsyncIterable<SourcePage>;
  /**
   * What changed since the cursor; `null` if the vendor has no such list, or no longer knows the cursor.
   * @throws VendorError
   */
  readChanges(cursor: string, signal: AbortSignal): Promise<AsyncIterable<SourcePage> | null>;
}

export interface SourcePage {
  readonly people: readonly SourceRecord[];
  /** External ids of people who are gone; only in a list of changes. */
  readonly gone: readonly string[];
  /** Where the next list of changes starts; on the last page, if the vendor has such lists. */
  readonly cursor: string | null;
}

/** The connectors there are. */
export interface SourceConnectors {
  /** The kinds that can be added, in the order in which they are offered. */
  listKinds(): Promise<readonly SourceKind[]>;
  /** Loaded when it is needed; `null` for a kind that is not read. */
  load(kind: SourceKind): Promise<SourceConnector | null>;
}
