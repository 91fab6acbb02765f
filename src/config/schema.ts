import { z } from 'zod';
import { Secret } from '../domain/crypto/secret.ts';
import { say } from '../messages/say.ts';
import { logLevels } from './config.ts';
import { parseApiUrl } from './parse-api-url.ts';
import { parseDatabaseUrl } from './parse-database-url.ts';
import { parseMailFrom, parseSmtpUrl } from './parse-mail.ts';
import { parseMasterKeys } from './parse-master-keys.ts';
import { parsePublicUrl } from './parse-public-url.ts';
import { parseTrustedProxies } from './parse-trusted-proxies.ts';
import type { Parsed } from './parsed.ts';
import { getFallback, type VariableName } from './variables.ts';

/** Every message is our own: those of zod could repeat the value. */
const required = (error: string) => z.string({ error });

const parsedBy = <T>(text: z.ZodType<string>, parse: (text: string) => Parsed<T>) =>
  text.transform((value, context): T => {
    const parsed = parse(value);
    if (parsed.kind === 'value') return parsed.value;
    for (const message of parsed.problems) context.addIssue({ code: 'custom', message });
    return z.NEVER;
  });

const token = (prefix: string) =>
  z
    .string()
    .refine((text) => new RegExp(`^${prefix}[A-Za-z0-9-]{3,}$`).test(text), {
      error: say('config.token', { prefix }),
    })
    .transform((text) => new Secret(text));

const yesOrNo = (name: VariableName) =>
  z
    .enum(['true', 'false'], { error: say('config.yesOrNo') })
    .default(getFallback(name) === 'true' ? 'true' : 'false')
    .transform((text) => text === 'true');

/** What every command needs. */
export const storeSchema = z.object({
  DATABASE_URL: parsedBy(z.string().default(getFallback('DATABASE_URL')), parseDatabaseUrl),
  DATABASE_ALLOW_INSECURE: yesOrNo('DATABASE_ALLOW_INSECURE'),
  MASTER_KEYS: parsedBy(required(say('config.noMasterKeys')), parseMasterKeys),
  LOG_LEVEL: z
    .enum(logLevels, { error: say('config.oneOf', { choices: logLevels.join(', ') }) })
    .default('info'),
});

/** What Slack and the redeem service need on top; how they go together is for `chooseSlackMode`. */
export const serverSchema = z.object({
  SLACK_BOT_TOKEN: required(say('config.noBotToken')).pipe(token('xoxb-')),
  SLACK_APP_TOKEN: token('xapp-').optional(),
  SLACK_SIGNING_SECRET: z
    .string()
    .refine((text) => /^[A-Za-z0-9]{16,128}$/.test(text), {
      error: say('config.signingSecret'),
    })
    .transform((text) => new Secret(text))
    .optional(),
  SLACK_API_URL: parsedBy(z.string().default(getFallback('SLACK_API_URL')), parseApiUrl),
  HTTP_HOST: z
    .string()
    .refine((text) => /^[A-Za-z0-9.:-]{1,253}$/.test(text), {
      error: say('config.host'),
    })
    .default(getFallback('HTTP_HOST')),
  HTTP_ALLOW_PLAINTEXT: yesOrNo('HTTP_ALLOW_PLAINTEXT'),
  PUBLIC_URL: parsedBy(z.string(), parsePublicUrl).optional(),
  TRUSTED_PROXIES: parsedBy(z.string(), parseTrustedProxies).optional(),
  SMTP_URL: parsedBy(z.string(), parseSmtpUrl).optional(),
  SMTP_ALLOW_INSECURE: yesOrNo('SMTP_ALLOW_INSECURE'),
  MAIL_FROM: parsedBy(z.string(), parseMailFrom).optional(),
  HTTP_PORT: parsedBy(z.string().default(getFallback('HTTP_PORT')), parsePort),
});

/** To ask Slack something, without running the bot. */
export const slackAccessSchema = serverSchema.pick({ SLACK_BOT_TOKEN: true, SLACK_API_URL: true });

export type ServerSettings = z.output<typeof serverSchema>;

/** Port 0 is any free one; useful in tests and demos. */
function parsePort(text: string): Parsed<number> {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN;
  if (port <= 65_535) return { kind: 'value', value: port };
  return { kind: 'problems', problems: [say('config.port')] };
}
