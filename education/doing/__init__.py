"""What is done to campaigns and activities beside keeping their records."""
