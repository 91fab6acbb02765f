/**
 * A person may have a second login. All logins of an organization share one index, because one person's second login must not be
 * another's e-mail address.
 */
export const loginsSchema = `
ALTER TABLE users ADD COLUMN alias TEXT;
CREATE TABLE user_logins (
  organization_id TEXT NOT NULL,
  login TEXT NOT NULL,
  user_id TEXT NOT NULL,
  PRIMARY KEY (organization_id, login)
) STRICT, WITHOUT ROWID;
INSERT INTO user_logins (organization_id, login, user_id)
  SELECT organization_id, email, id FROM users WHERE email IS NOT NULL
  UNION SELECT organization_id, mobile, id FROM users WHERE mobile IS NOT NULL;
DROP INDEX users_by_email;
DROP INDEX users_by_mobile;
`;
