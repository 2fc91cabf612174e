"""The nouns of plans, duties to superiors, emergencies and conduct."""
