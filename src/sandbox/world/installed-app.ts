import type { AppManifest } from '../manifest.ts';
import { newId, newSecret } from './identifiers.ts';

export type DeliveryMode = 'socket' | 'http';

/** One installation of an app in one team: its bot and its token. */
export interface Installation {
  readonly teamId: string;
  readonly botToken: string;
  readonly botUserId: string;
  readonly botId: string;
}

export interface InstalledApp {
  readonly id: string;
  readonly manifest: AppManifest;
  readonly mode: DeliveryMode;
  readonly appToken: string;
  readonly signingSecret: string;
  /** Slack's retired shared token, still sent in every payload. */
  readonly verificationToken: string;
  readonly installations: readonly Installation[];
  requestUrl: string | undefined;
}

export interface AppSecrets {
  readonly botToken?: string;
  readonly appToken?: string;
  readonly signingSecret?: string;
}

export function installApp(
  manifest: AppManifest,
  mode: DeliveryMode,
  teamIds: readonly string[],
  secrets: AppSecrets,
): InstalledApp {
  const id = newId('A');
  return {
    id,
    manifest,
    mode,
    appToken: secrets.appToken ?? `xapp-1-${id}-${newSecret()}`,
    signingSecret: secrets.signingSecret ?? newSecret(),
    verificationToken: newSecret(),
    requestUrl: undefined,
    installations: teamIds.map((teamId, index) => ({
      teamId,
      botToken: (index === 0 ? secrets.botToken : undefined) ?? `xoxb-${teamId}-${newSecret()}`,
      botUserId: newId('U'),
      botId: newId('B'),
    })),
  };
}
