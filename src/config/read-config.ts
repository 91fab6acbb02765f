import type { z } from 'zod';
import { say } from '../messages/say.ts';
import { chooseSlackMode } from './choose-slack-mode.ts';
import type { Config, Environment, SlackConfig, StoreConfig } from './config.ts';
import { ConfigError, type ConfigProblem } from './config-error.ts';
import { findDatabaseProblem, findHttpProblem, findTlsProblems } from './find-transport-problems.ts';
import { needsTls } from './parse-mail.ts';
import { type ServerSettings, serverSchema, slackAccessSchema, storeSchema } from './schema.ts';
import { variables } from './variables.ts';

/**
 * What every command needs, frozen.
 * @throws ConfigError with every problem
 */
export function readStoreConfig(env: Environment): StoreConfig {
  const settings = pickSettings(env);
  const result = storeSchema.safeParse(settings);
  const problems = [
    ...(result.success ? [] : problemsOf(result.error)),
    ...findStoreProblems(env, settings, result.data),
  ];
  if (!result.success || problems.length > 0) throw new ConfigError(problems);
  return Object.freeze({
    ...toStoreConfig(result.data),
    ...toWarnings(findDatabaseWarning(settings, result.data)),
    ...toSlackAccess(settings),
  });
}

/**
 * Everything the running bot needs, frozen.
 * @throws ConfigError with every problem, of all parts at once
 */
export function readConfig(env: Environment): Config {
  const settings = pickSettings(env);
  const store = storeSchema.safeParse(settings);
  const server = serverSchema.safeParse(settings);
  const problems = [
    ...(store.success ? [] : problemsOf(store.error)),
    ...(server.success ? [] : problemsOf(server.error)),
    ...findStoreProblems(env, settings, store.data),
    ...(server.success ? [...findServerProblems(server.data), ...findMailProblems(server.data)] : []),
  ];
  const chosen = chooseSlackMode(settings);
  if (chosen.kind === 'problem') problems.push(chosen.problem);
  if (!store.success || !server.success || chosen.kind === 'problem' || problems.length > 0)
    throw new ConfigError(problems);
  return Object.freeze({
    ...toStoreConfig(store.data),
    ...toWarnings([
      ...findDatabaseWarning(settings, store.data),
      ...findServerProblems({ ...server.data, HTTP_ALLOW_PLAINTEXT: false }).map(() =>
        say('config.httpPlainAllowed'),
      ),
      ...findMailWarnings(server.data),
    ]),
    ...toMailConfig(server.data),
    slack: toSlackConfig(server.data, chosen.mode),
    http: Object.freeze({
      host: server.data.HTTP_HOST,
      port: server.data.HTTP_PORT,
      ...(server.data.PUBLIC_URL === undefined ? {} : { publicUrl: server.data.PUBLIC_URL }),
      ...(server.data.TRUSTED_PROXIES === undefined ? {} : { trustedProxies: server.data.TRUSTED_PROXIES }),
    }),
  });
}

/** What is wrong with settings that are right one by one. @param data `undefined` if they are not */
function findStoreProblems(
  env: Environment,
  settings: Readonly<Record<string, string>>,
  data: z.output<typeof storeSchema> | undefined,
): ConfigProblem[] {
  return [
    ...findTlsProblems(env),
    ...(data?.DATABASE_URL.kind === 'mongodb'
      ? findDatabaseProblem(settings.DATABASE_URL ?? '', data.DATABASE_ALLOW_INSECURE)
      : []),
  ];
}

/** Allowed, so no problem; worth a warning where it makes a difference. */
function findDatabaseWarning(
  settings: Readonly<Record<string, string>>,
  data: z.output<typeof storeSchema>,
): string[] {
  if (data.DATABASE_URL.kind !== 'mongodb') return [];
  return findDatabaseProblem(settings.DATABASE_URL ?? '', false).map(() =>
    say('config.databaseInsecureAllowed'),
  );
}

function toWarnings(warnings: readonly string[]): { readonly warnings?: readonly string[] } {
  return warnings.length === 0 ? {} : { warnings: Object.freeze(warnings) };
}

function findServerProblems(data: ServerSettings): ConfigProblem[] {
  return findHttpProblem({
    host: data.HTTP_HOST,
    hasProxies: data.TRUSTED_PROXIES !== undefined,
    isAllowed: data.HTTP_ALLOW_PLAINTEXT,
  });
}

function findMailProblems({ SMTP_URL: server, MAIL_FROM: from }: ServerSettings): ConfigProblem[] {
  return server === undefined || from !== undefined
    ? []
    : [{ variable: 'MAIL_FROM', problem: say('config.noMailFrom') }];
}

function findMailWarnings(data: ServerSettings): string[] {
  const { SMTP_URL: server, SMTP_ALLOW_INSECURE: isPlainAllowed, PUBLIC_URL: publicUrl } = data;
  if (server === undefined) return [];
  return [
    ...(isPlainAllowed && needsTls(server, false) ? [say('config.mailInsecureAllowed')] : []),
    ...(publicUrl === undefined ? [say('config.mailWithoutLink')] : []),
  ];
}

function toMailConfig(data: ServerSettings): Pick<Config, 'mail'> {
  const { SMTP_URL: server, MAIL_FROM: from, SMTP_ALLOW_INSECURE: isPlainAllowed } = data;
  if (server === undefined || from === undefined) return {};
  return { mail: Object.freeze({ ...server, from, needsTls: needsTls(server, isPlainAllowed) }) };
}

function toSlackConfig(settings: ServerSettings, mode: SlackConfig['mode']): SlackConfig {
  const { SLACK_APP_TOKEN: appToken, SLACK_SIGNING_SECRET: signingSecret } = settings;
  const access = { botToken: settings.SLACK_BOT_TOKEN, apiUrl: settings.SLACK_API_URL };
  if (mode === 'socket' && appToken !== undefined) return Object.freeze({ ...access, mode, appToken });
  if (mode === 'http' && signingSecret !== undefined) {
    return Object.freeze({ ...access, mode, signingSecret });
  }
  throw new Error(`Slack mode ${mode} was chosen without what it needs`);
}

/** Most commands don't ask Slack, so what is wrong here is no problem of theirs. */
function toSlackAccess(settings: Readonly<Record<string, string>>): Pick<StoreConfig, 'slackAccess'> {
  const { data } = slackAccessSchema.safeParse(settings);
  if (data === undefined) return {};
  return { slackAccess: Object.freeze({ botToken: data.SLACK_BOT_TOKEN, apiUrl: data.SLACK_API_URL }) };
}

function toStoreConfig(data: z.output<typeof storeSchema>): StoreConfig {
  return Object.freeze({
    database: data.DATABASE_URL,
    masterKeys: data.MASTER_KEYS,
    logLevel: data.LOG_LEVEL,
  });
}

/**
 * Our variables only, trimmed. An empty one counts as not set, as it comes from compose files and half-filled `.env`
 * files.
 */
function pickSettings(env: Environment): Record<string, string> {
  const settings: Record<string, string> = {};
  for (const { name } of variables) {
    const text = Object.hasOwn(env, name) ? env[name]?.trim() : undefined;
    if (text !== undefined && text !== '') settings[name] = text;
  }
  return settings;
}

function problemsOf(error: z.ZodError): ConfigProblem[] {
  return error.issues.flatMap((issue) => {
    const variable = variables.find(({ name }) => name === issue.path[0])?.name;
    return variable === undefined ? [] : [{ variable, problem: issue.message }];
  });
}
