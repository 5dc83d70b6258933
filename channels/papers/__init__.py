"""Policy papers for the admin: taken in, read, searched, turned into drafts, removed."""
