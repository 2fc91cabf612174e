"""What is done to audits: planned, reported, and their findings mended."""
