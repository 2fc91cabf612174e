"""What is done with the wording check: its rules, its checks, exceptions from it."""
