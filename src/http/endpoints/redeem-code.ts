import { z } from 'zod';
import { loginOf } from '../../domain/directory-user.ts';
import type { RelyingService } from '../../domain/relying-service.ts';
import { Secret } from '../../domain/secret.ts';
import type { RedeemInput, RedeemResult } from '../../services/redeem-code.ts';
import type { Endpoint, Operation } from '../endpoint.ts';
import { listProblems } from '../list-problems.ts';
import { readCredential } from '../read-credential.ts';
import { readJsonBody } from '../read-json-body.ts';
import { getContext } from '../request-context.ts';
import { sendError } from '../send-error.ts';

export interface RedeemEndpointDeps {
  /** `null` for a credential that is nobody's */
  readonly authenticateClient: (credential: Secret) => Promise<RelyingService | null>;
  readonly redeemCode: (input: RedeemInput) => Promise<RedeemResult>;
  /** Called when an attempt has been settled, since there may be notices to send. */
  readonly nudge: () => void;
}

/** Written so that it means the same with and without the `u` flag: readers of the description use either. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: it is there to refuse them
const withoutControls = /^[^\x00-\x1f\x7f-\x9f]*$/;

const bodySchema = z.strictObject({
  user: z
    .string()
    .min(1)
    .max(320)
    .regex(withoutControls, 'must hold no control characters')
    .refine((text) => text.isWellFormed(), 'must be well-formed Unicode')
    .describe('E-mail address or mobile number of the person who signs in.'),
  code: z
    .string()
    .max(200)
    .describe(
      'The backup code as it was typed: case, dashes, spaces and look-alike characters are forgiven.',
    ),
});

const redeemedSchema = z.strictObject({
  redeemed: z.literal(true),
  user: z.strictObject({
    id: z.string(),
    login: z.string().describe('Primary e-mail address or mobile number.'),
    name: z.string(),
  }),
  codeId: z.string(),
  redeemedAt: z.iso.datetime(),
  replaces: z
    .literal('second_factor')
    .describe('What the code stands in for. Check the first factor yourself: the code never replaces it.'),
});

const operation: Operation = {
  id: 'redeemCode',
  summary: 'Redeem a backup code',
  description:
    'Spends a person’s backup code in place of their second factor. It replaces the second factor only: call this when the first factor (the password, say) has been checked, and never instead of checking it. A code works once; of any number of attempts at the same time exactly one succeeds. If an answer is lost, treat the attempt as failed: the code may have been spent.',
  needsCredential: true,
  body: bodySchema,
  success: { description: 'The code was right and is spent now.', schema: redeemedSchema },
  errors: [
    'unauthorized',
    'invalid_body',
    'body_too_large',
    'unsupported_media_type',
    'code_refused',
    'code_mistyped',
    'code_expired',
    'code_used',
    'too_many_attempts',
    'unavailable',
  ],
};

export function createRedeemEndpoint(deps: RedeemEndpointDeps): Endpoint {
  return {
    method: 'post',
    path: '/v1/codes/redeem',
    operation,
    async handle(request, response) {
      const credential = readCredential(request);
      const client = credential === null ? null : await deps.authenticateClient(credential);
      if (client === null) return sendError(request, response, 'unauthorized');
      const context = getContext(request);
      context.clientId = client.id;
      const body = await readJsonBody(request, response);
      if (body.kind === 'refused') return sendError(request, response, body.code, body.problems);
      const parsed = bodySchema.safeParse(body.value);
      if (!parsed.success) return sendError(request, response, 'invalid_body', listProblems(parsed.error));
      const { user: login, code } = parsed.data;
      const { source } = context;
      const result = await deps.redeemCode({ client, login, typedCode: new Secret(code), source });
      deps.nudge();
      if (result.kind === 'refused') {
        const { retryAfterSeconds, publicCode } = result;
        if (retryAfterSeconds !== null) response.setHeader('Retry-After', String(retryAfterSeconds));
        return sendError(request, response, publicCode);
      }
      response.json(presentRedeemed(result));
    },
  };
}

function presentRedeemed({
  user,
  code,
  at,
}: Extract<RedeemResult, { kind: 'redeemed' }>): z.infer<typeof redeemedSchema> {
  return {
    redeemed: true,
    user: { id: user.id, login: loginOf(user), name: user.displayName },
    codeId: code.id,
    redeemedAt: new Date(at).toISOString(),
    replaces: 'second_factor',
  };
}
