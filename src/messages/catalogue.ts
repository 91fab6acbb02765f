import { audit } from './en/cli/audit.ts';
import { client } from './en/cli/client.ts';
import { directory } from './en/cli/directory.ts';
import { doctor } from './en/cli/doctor.ts';
import { domain } from './en/cli/domain.ts';
import { demo, init, start } from './en/cli/init.ts';
import { organization } from './en/cli/organization.ts';
import { policy } from './en/cli/policy.ts';
import { problem } from './en/cli/problem.ts';
import { program } from './en/cli/program.ts';
import { source } from './en/cli/source.ts';
import { code, user, workspace } from './en/cli/user.ts';
import { config } from './en/config.ts';
import { error } from './en/error.ts';
import { oidc } from './en/oidc.ts';
import { refusal } from './en/refusal.ts';
import { role } from './en/role.ts';
import { scim } from './en/scim.ts';
import { slack } from './en/slack/index.ts';
import { storage } from './en/storage.ts';

/**
 * Every sentence that a person reads, in English. A file holds the keys that begin with its path in `en/`. Another language is
 * another folder that joins to a `Messages`.
 */
export const english = {
  ...audit,
  ...client,
  ...code,
  ...config,
  ...demo,
  ...directory,
  ...doctor,
  ...domain,
  ...init,
  ...organization,
  ...policy,
  ...problem,
  ...program,
  ...source,
  ...start,
  ...user,
  ...workspace,
  ...error,
  ...oidc,
  ...refusal,
  ...role,
  ...scim,
  ...slack,
  ...storage,
} as const satisfies Record<string, string>;

export type MessageKey = keyof typeof english;

/** The English text, from which the compiler reads what arguments the message takes. */
export type MessageOf<Key extends MessageKey> = (typeof english)[Key];
