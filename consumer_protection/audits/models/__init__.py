"""The nouns of audits."""
