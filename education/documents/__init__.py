"""What leaves the house of campaigns: summaries, photos."""
