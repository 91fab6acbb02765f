import { cli } from './en/cli.ts';
import { http } from './en/http.ts';
import { oidc } from './en/oidc.ts';
import { slack } from './en/slack.ts';

/**
 * Every sentence that a person reads, in English. Each file of `en/` holds the keys that begin with its name. Another language is
 * another folder that joins to a `Messages`.
 */
export const english = { ...cli, ...http, ...oidc, ...slack } as const satisfies Record<string, string>;

export type MessageKey = keyof typeof english;

/** The English text, from which the compiler reads what arguments the message takes. */
export type MessageOf<Key extends MessageKey> = (typeof english)[Key];
