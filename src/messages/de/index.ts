import type { forEveryone } from '../catalogue.ts';
import { policyMeaning } from './cli/policy.ts';
import { mailPage } from './mail/page.ts';
import { mail } from './mail.ts';
import { oidc } from './oidc.ts';
import { refusal } from './refusal.ts';
import { role } from './role.ts';
import { slack } from './slack/index.ts';

/** What is missing here does not compile. */
export const german = {
  ...mail,
  ...mailPage,
  ...oidc,
  ...policyMeaning,
  ...refusal,
  ...role,
  ...slack,
} as const satisfies Record<keyof typeof forEveryone, string>;
