import { DatabaseSync } from 'node:sqlite';
import { betterAuth } from 'better-auth';
import { getMigrations } from 'better-auth/db/migration';
import { twoFactor } from 'better-auth/plugins';
import { createDatabase } from '../world/open-bench-store.ts';

/** Somebody in the middle of a sign-in: the password was right, the second factor is asked for. */
export interface Challenged {
  readonly cookie: string;
  readonly code: string;
}

/** better-auth with its two-factor plugin, on a SQLite that is as durable as ours. */
export interface BetterAuth {
  /** That many people, each with one backup code and in the middle of a sign-in. */
  challenge(count: number): Promise<Challenged[]>;
  /** A second browser of the same person, who has the same code. */
  challengeAgain(first: Challenged, count: number): Promise<Challenged[]>;
  /** Whether the code was taken. */
  verify(challenged: Challenged): Promise<boolean>;
  close(): Promise<void>;
}

const SECRET = 'a secret of thirty-two characters';
const PASSWORD = 'correct horse battery';

export async function openBetterAuth(): Promise<BetterAuth> {
  const file = await createDatabase('sqlite');
  const database = new DatabaseSync(file.path);
  database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL');
  const options = {
    database,
    secret: SECRET,
    baseURL: 'http://localhost:3000',
    telemetry: { enabled: false },
    rateLimit: { enabled: false },
    logger: { disabled: true },
    // Passwords are no part of what is measured: hashing them would only make the preparation slow.
    emailAndPassword: {
      enabled: true,
      password: { hash: async (text: string) => text, verify: async () => true },
    },
    plugins: [twoFactor({ issuer: 'bench' })],
  };
  await (await getMigrations(options)).runMigrations();
  const auth = betterAuth(options);
  const context = await auth.$context;
  const codes = new Map<string, { email: string; code: string }>();
  let people = 0;

  async function signIn(email: string): Promise<string> {
    const { headers } = await auth.api.signInEmail({
      body: { email, password: PASSWORD },
      returnHeaders: true,
    });
    return headers
      .getSetCookie()
      .map((line) => line.split(';')[0])
      .join('; ');
  }

  async function enrol(): Promise<{ email: string; code: string }> {
    people += 1;
    const email = `person${people}@acme.test`;
    const { user } = await auth.api.signUpEmail({ body: { email, password: PASSWORD, name: email } });
    const cookie = await signIn(email);
    const enabled = await auth.api.enableTwoFactor({
      body: { password: PASSWORD },
      headers: new Headers({ cookie }),
    });
    const code = 'backupCodes' in enabled ? enabled.backupCodes[0] : undefined;
    if (code === undefined) throw new Error('better-auth made no backup codes');
    await context.internalAdapter.updateUser(user.id, { twoFactorEnabled: true });
    await context.adapter.update({
      model: 'twoFactor',
      where: [{ field: 'userId', value: user.id }],
      update: { verified: true },
    });
    return { email, code };
  }

  return {
    async challenge(count) {
      const challenged: Challenged[] = [];
      for (let index = 0; index < count; index += 1) {
        const { email, code } = await enrol();
        const cookie = await signIn(email);
        codes.set(cookie, { email, code });
        challenged.push({ cookie, code });
      }
      return challenged;
    },
    async challengeAgain(first, count) {
      const person = codes.get(first.cookie);
      if (person === undefined) throw new Error('Nobody is in the middle of this sign-in');
      const challenged: Challenged[] = [];
      for (let index = 0; index < count; index += 1) {
        challenged.push({ cookie: await signIn(person.email), code: person.code });
      }
      return challenged;
    },
    async verify({ cookie, code }) {
      try {
        await auth.api.verifyBackupCode({ body: { code }, headers: new Headers({ cookie }) });
        return true;
      } catch (error) {
        if (error instanceof Error && error.name === 'APIError') return false;
        throw error;
      }
    },
    async close() {
      database.close();
      await file.drop();
    },
  };
}
