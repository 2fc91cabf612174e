"""Plans, duties, emergencies and conduct on pages."""
