"""Products, fees, partners, and what is looked at while they are sold and after."""
