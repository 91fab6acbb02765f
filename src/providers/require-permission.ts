import { VendorError } from '../ports/vendor.ts';

/** Names the permission that is missing, for the operator: vendors rarely do. @throws VendorError */
export async function requirePermission<Answer>(name: string, asking: Promise<Answer>): Promise<Answer> {
  try {
    return await asking;
  } catch (error) {
    if (!(error instanceof VendorError) || error.problem !== 'not_permitted') throw error;
    const { answer } = error;
    throw new VendorError('not_permitted', `${name} (${error.detail})`, answer === null ? {} : { answer });
  }
}

/** For what is good to know: `null` where the vendor refuses to tell. @throws VendorError where it doesn't answer */
export async function readIfPermitted<Answer>(asking: Promise<Answer>): Promise<Answer | null> {
  try {
    return await asking;
  } catch (error) {
    const status = error instanceof VendorError ? (error.answer?.status ?? 0) : 0;
    if (status === 400 || status === 403 || status === 404) return null;
    throw error;
  }
}
