/**
 * The system user who runs the command, for the audit.
 * @param userInfo of `node:os`; it goes by the process, not by variables that anyone can set, and throws where the user has no name
 * @param uid what the user is known by then
 */
export function readOperator(userInfo: () => { readonly username: string }, uid: number | undefined): string {
  try {
    return userInfo().username;
  } catch {
    return `uid ${uid ?? 'unknown'}`;
  }
}
