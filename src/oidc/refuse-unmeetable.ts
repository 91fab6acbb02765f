import { type ClaimsParameter, type Client, errors, type KoaContextWithOIDC } from 'oidc-provider';
import { BACKUP_CODE_ACR } from '../domain/clients/oidc-client.ts';
import { isOfEntra } from './entra/answer-at-once.ts';
import { chooseEntraAcr } from './entra/choose-acr.ts';

/** Refuses requests that could not be satisfied, before a code is spent on them. */
export async function refuseUnmeetable(
  _context: KoaContextWithOIDC,
  claims: ClaimsParameter,
  client: Client,
): Promise<void> {
  const { id_token: idToken } = claims;
  const acr = idToken?.acr;
  if (isOfEntra(client)) {
    if (chooseEntraAcr(claims) === null) {
      throw new errors.UnmetAuthenticationRequirements('a backup code is a possession, and its amr is otp');
    }
  } else if (acr?.essential === true) {
    const values = Array.isArray(acr.values) ? acr.values : [];
    const wanted: unknown[] = acr.value === undefined ? values : [acr.value, ...values];
    if (wanted.length > 0 && !wanted.includes(BACKUP_CODE_ACR)) {
      throw new errors.UnmetAuthenticationRequirements(`the one acr there is, is ${BACKUP_CODE_ACR}`);
    }
  }
  if (idToken?.sub?.value !== undefined) {
    throw new errors.InvalidRequest('the person is named by login_hint or id_token_hint, not by claims');
  }
}
