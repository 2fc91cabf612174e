"""What is done to plans, duties, emergencies and reviews of conduct."""
