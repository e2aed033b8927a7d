"""Who is quoted: names, spellings and the directory of known speakers."""
