import { audit } from './en/cli/audit.ts';
import { client } from './en/cli/client.ts';
import { deviceCheck } from './en/cli/device-check.ts';
import { directory } from './en/cli/directory.ts';
import { doctor } from './en/cli/doctor.ts';
import { domain } from './en/cli/domain.ts';
import { freeze } from './en/cli/freeze.ts';
import { demo, init, start } from './en/cli/init.ts';
import { organization } from './en/cli/organization.ts';
import { policy, policyMeaning } from './en/cli/policy.ts';
import { problem } from './en/cli/problem.ts';
import { program } from './en/cli/program.ts';
import { provider } from './en/cli/provider.ts';
import { review } from './en/cli/review.ts';
import { source } from './en/cli/source.ts';
import { code, user, workspace } from './en/cli/user.ts';
import { config } from './en/config.ts';
import { error } from './en/error.ts';
import { mailPage } from './en/mail/page.ts';
import { mail } from './en/mail.ts';
import { oidc } from './en/oidc.ts';
import { refusal } from './en/refusal.ts';
import { role } from './en/role.ts';
import { scim } from './en/scim.ts';
import { slackHealth } from './en/slack/health.ts';
import { slack } from './en/slack/index.ts';
import { storage } from './en/storage.ts';

/** What people read in Slack, in notices, and on pages: in every language. A file holds the keys that begin with its path in `en/`. */
export const forEveryone = {
  ...mail,
  ...mailPage,
  ...oidc,
  ...policyMeaning,
  ...refusal,
  ...role,
  ...slack,
} as const satisfies Record<string, string>;

/** What operators and engineers read, at the command line, in logs, and in answers to programs: in English alone. */
const forOperators = {
  ...audit,
  ...client,
  ...code,
  ...config,
  ...demo,
  ...deviceCheck,
  ...directory,
  ...doctor,
  ...domain,
  ...error,
  ...freeze,
  ...init,
  ...organization,
  ...policy,
  ...problem,
  ...program,
  ...provider,
  ...review,
  ...scim,
  ...slackHealth,
  ...source,
  ...start,
  ...storage,
  ...user,
  ...workspace,
} as const satisfies Record<string, string>;

/** Every sentence that a person reads, in English. */
export const english = { ...forOperators, ...forEveryone } as const;

export type MessageKey = keyof typeof english;

/** The English text, from which the compiler reads what arguments the message takes. */
export type MessageOf<Key extends MessageKey> = (typeof english)[Key];
