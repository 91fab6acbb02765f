import type { Secret } from '../domain/crypto/secret.ts';

/** The mail server that emails are handed to, and who sends them. */
export interface MailSettings {
  readonly host: string;
  readonly port: number;
  /** From the first byte; otherwise STARTTLS. */
  readonly hasImplicitTls: boolean;
  /** Whether TLS with a checked certificate is demanded. */
  readonly needsTls: boolean;
  readonly login: { readonly user: string; readonly password: Secret } | null;
  readonly from: { readonly name: string; readonly address: string };
}
