import type { CodeId } from '../../domain/ids.ts';
import type { Refusal } from '../../domain/requests/refusals.ts';
import type { ServiceDeps } from '../deps.ts';
import type { ReaderInput } from '../directory/authorize-reader.ts';
import { createFindSlackAccount, type FindSlackAccountResult } from '../directory/find-slack-account.ts';

type Account = Exclude<FindSlackAccountResult, { kind: 'refused' }>;

export type FindReissueResult =
  | {
      readonly kind: 'found';
      readonly account: Account;
      /** Of the request whose code is to be replaced. */
      readonly reason: string;
    }
  | { readonly kind: 'refused'; readonly refusals: readonly Refusal[] };

/** Who another code would be for: the person of this one. It grants nothing: the request that follows is judged like any other. */
export function createFindReissue(deps: ServiceDeps) {
  const findSlackAccount = createFindSlackAccount(deps);
  return async function findReissue(
    input: ReaderInput & { readonly codeId: CodeId | null },
  ): Promise<FindReissueResult> {
    const { organization, codeId } = input;
    const { codes, requests } = deps.store.read;
    const code = codeId === null ? null : await codes.find(organization.id, codeId);
    const account = await findSlackAccount({ ...input, userId: code?.userId ?? null });
    if (account.kind === 'refused') return account;
    const request = code === null ? null : await requests.find(organization.id, code.requestId);
    return { kind: 'found', account, reason: request?.reason ?? '' };
  };
}
