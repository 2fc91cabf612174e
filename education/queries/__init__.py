"""What the pages of education read across many records."""
