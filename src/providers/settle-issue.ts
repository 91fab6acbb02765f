import type { IssueOutcome, ProviderRefusal } from '../ports/providers/provider.ts';
import { VendorError, type VendorRefusalAnswer } from '../ports/vendor.ts';

/** What a vendor's refusal means, where its status alone would say something else; `null`: as the status says. */
export type JudgeRefusal = (answer: VendorRefusalAnswer) => ProviderRefusal['code'] | null;

/**
 * The outcome of the one request that makes a code. An answer from 400 to 499 refuses for certain. Anything else leaves it open whether
 * a code was made: no answer, one that broke off, a failure of the vendor's server, or a success that can't be read.
 * @throws VendorError in that case
 */
export async function settleIssue(
  making: Promise<IssueOutcome>,
  judge: JudgeRefusal = () => null,
): Promise<IssueOutcome> {
  try {
    return await making;
  } catch (error) {
    const refusal = readRefusal(error, judge);
    if (refusal === null) throw error;
    return { kind: 'refused', refusals: [refusal] };
  }
}

/** The refusal that an error stands for; `null`: it isn't one for certain. */
export function readRefusal(error: unknown, judge: JudgeRefusal = () => null): ProviderRefusal | null {
  if (!(error instanceof VendorError)) return null;
  const { answer, problem } = error;
  // The credential was refused before the request was sent: at the login.
  if (answer === null)
    return problem === 'credential_refused' ? { code: 'provider_credential_refused' } : null;
  if (answer.status < 400 || answer.status > 499 || answer.status === 408) return null;
  const vendorCode = answer.code ?? String(answer.status);
  return { code: judge(answer) ?? codeOf(error), vendorCode };
}

function codeOf({ problem }: VendorError): ProviderRefusal['code'] {
  switch (problem) {
    case 'credential_refused':
    case 'unknown_account':
      return 'provider_credential_refused';
    case 'clock_wrong':
      return 'provider_clock_wrong';
    case 'not_permitted':
      return 'provider_not_permitted';
    case 'throttled':
      return 'provider_throttled';
    default:
      return 'provider_refused';
  }
}
