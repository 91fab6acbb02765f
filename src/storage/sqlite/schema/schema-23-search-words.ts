/**
 * The words by which people are found (`domain/directory/search-words.ts`), of those who are there already too: `search_words` is a function of
 * ours, as SQL doesn't know how letters without their marks are called.
 */
export const searchWordsSchema = `
CREATE TABLE user_words (
  organization_id TEXT NOT NULL,
  word TEXT NOT NULL,
  user_id TEXT NOT NULL,
  PRIMARY KEY (organization_id, word, user_id)
) STRICT, WITHOUT ROWID;
INSERT INTO user_words (organization_id, word, user_id)
  SELECT DISTINCT u.organization_id, w.value, u.id
  FROM users u CROSS JOIN json_each(search_words(u.display_name, u.employee_number)) w
  ORDER BY 1, 2, 3;
`;
