"""Trials in which processes are killed while people work."""
