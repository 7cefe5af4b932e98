-- The rows of logins and refreshes, where STORE is d1. What lies in "sealed" only a plugin's read key opens.
CREATE TABLE IF NOT EXISTS latchkey_rows (
  id TEXT PRIMARY KEY,
  phase INTEGER NOT NULL,
  attempt TEXT NOT NULL,
  since INTEGER NOT NULL,
  until INTEGER NOT NULL,
  sealed BLOB
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS latchkey_rows_until ON latchkey_rows (until);
