import { z } from 'zod';
import type { SlackMember, SlackWorkspace } from '../../domain/directory/slack-person.ts';
import { isTokenRefusal } from '../../domain/organization/slack-token.ts';
import type { SlackReader } from '../../ports/directory/slack-reader.ts';
import { VendorError, type VendorProblem } from '../../ports/vendor.ts';
import type { VendorPage } from '../../vendors/http/read-pages.ts';
import { createVendorClient } from '../../vendors/http/vendor-client.ts';
import type { Judge } from '../../vendors/http/vendor-request.ts';
import type { SourceWorld } from '../source-world.ts';

/** As many as Slack recommends. */
const PAGE_SIZE = 200;
const EMAIL_SCOPE = 'users:read.email';

export interface SlackApi {
  /** Where the bot token is from. @throws VendorError */
  findWorkspace(signal: AbortSignal): Promise<SlackWorkspace>;
  /** @throws VendorError */
  listMembers(cursor: string | null, signal: AbortSignal): Promise<VendorPage<SlackMember>>;
}

/** Slack's Web API, called with the bot token. */
export function openSlack(world: SourceWorld, slack: SlackReader): SlackApi {
  const { protocol } = new URL(slack.apiUrl);
  const client = createVendorClient(
    // The configuration takes an address without TLS only if it is on this machine.
    { ...world, allowLoopback: world.allowLoopback || protocol === 'http:' },
    { baseUrl: slack.apiUrl, judge, isRefusal: (body) => refusal.safeParse(body).success },
  );
  const headers = { authorization: `Bearer ${slack.botToken.reveal()}` };

  return {
    async findWorkspace(signal) {
      const { body } = await client.send({ path: '/auth.test', headers, schema: identity, signal });
      return { teamId: body.team_id, enterpriseId: body.enterprise_id ?? null };
    },
    async listMembers(cursor, signal) {
      const query = { limit: PAGE_SIZE, ...(cursor === null ? {} : { cursor }) };
      const answer = await client.send({ path: '/users.list', headers, query, schema: memberList, signal });
      // Without the scope Slack leaves the addresses out, and says nothing.
      const scopes = answer.headers.get('x-oauth-scopes')?.split(',');
      if (scopes !== undefined && !scopes.some((scope) => scope.trim() === EMAIL_SCOPE))
        throw new VendorError('not_permitted', `scope ${EMAIL_SCOPE}`);
      const { members, response_metadata } = answer.body;
      return { items: members.map(readMember), next: response_metadata?.next_cursor || null };
    },
  };

  /** A member who is left out would be deactivated: an account that can't be read ends the run. */
  function readMember(raw: unknown): SlackMember {
    const member = slack.readMember(raw);
    if (member === null) throw new VendorError('unexpected_answer', 'field members');
    return member;
  }
}

const granted = z.literal(true);
const identity = z.object({
  ok: granted,
  team_id: z.string().min(1),
  enterprise_id: z.string().min(1).nullish(),
});
const memberList = z.object({
  ok: granted,
  members: z.array(z.unknown()),
  response_metadata: z.object({ next_cursor: z.string().nullish() }).nullish(),
});

/** Slack refuses with 200, and this. */
const refusal = z.object({ ok: z.literal(false), error: z.string() });

/** The token is good, but not for this. */
const forbidden = ['missing_scope', 'no_permission', 'access_denied', 'not_allowed_token_type'];
/** Slack's own trouble, which passes. */
const troubles = [
  'internal_error',
  'fatal_error',
  'service_unavailable',
  'request_timeout',
  'team_added_to_org',
];

const judge: Judge = ({ body, status }) => {
  const refused = refusal.safeParse(body);
  if (!refused.success) return status === 401 ? { problem: 'bot_token_refused' } : {};
  const { error: code } = refused.data;
  return { code, problem: problemOf(code) };
};

function problemOf(code: string): VendorProblem | 'retry' | null {
  if (code === 'ratelimited') return 'retry';
  if (forbidden.includes(code)) return 'not_permitted';
  if (isTokenRefusal(code)) return 'bot_token_refused';
  return troubles.includes(code) ? 'unreachable' : 'unexpected_answer';
}
