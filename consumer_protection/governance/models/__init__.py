"""The nouns of governance."""
