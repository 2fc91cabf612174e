"""What is done to a review that lives here."""
