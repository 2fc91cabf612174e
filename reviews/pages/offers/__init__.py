"""Pages of products, fees, partners and the looks at them."""
