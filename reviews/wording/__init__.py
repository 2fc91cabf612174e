"""The wording check: texts against rules. Knows no database and no asker."""
