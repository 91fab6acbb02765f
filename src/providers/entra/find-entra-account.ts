import { z } from 'zod';
import type { FoundAccount, ProviderPerson } from '../../ports/providers/provider.ts';
import type { VendorClient } from '../../vendors/http/vendor-client.ts';

const users = z.object({
  value: z.array(
    z.object({
      id: z.string().min(1),
      userPrincipalName: z.string().nullish(),
      mail: z.string().nullish(),
      accountEnabled: z.boolean().nullish(),
      userType: z.string().nullish(),
    }),
  ),
});

/** In an OData filter, a quote within a text is doubled. */
const quote = (text: string): string => `'${text.replaceAll("'", "''")}'`;

/** By the name that the person signs in with, or their mailbox. More than one is never chosen from. */
export async function findEntraAccount(
  graph: VendorClient,
  { email }: ProviderPerson,
  signal: AbortSignal,
): Promise<FoundAccount> {
  const { body } = await graph.send({
    path: '/v1.0/users',
    query: {
      $select: 'id,userPrincipalName,mail,accountEnabled,userType',
      $filter: `userPrincipalName eq ${quote(email)} or mail eq ${quote(email)}`,
      $top: 5,
    },
    schema: users,
    signal,
  });
  const isTheirs = (address: string | null | undefined) => address?.toLowerCase() === email.toLowerCase();
  const [user, another] = body.value.filter(
    ({ userPrincipalName, mail }) => isTheirs(userPrincipalName) || isTheirs(mail),
  );
  const refuse = (code: Extract<FoundAccount, { kind: 'refused' }>['refusals'][number]['code']) =>
    ({ kind: 'refused', refusals: [{ code }] }) as const;
  if (user === undefined) return refuse('provider_account_missing');
  if (another !== undefined) return refuse('provider_account_ambiguous');
  // Another organization's people have such a name even where they are members.
  if (user.userType === 'Guest' || user.userPrincipalName?.includes('#EXT#') === true)
    return refuse('provider_account_guest');
  if (user.accountEnabled !== true) return refuse('provider_account_disabled');
  return { kind: 'found', account: { id: user.id, login: user.userPrincipalName ?? email } };
}
