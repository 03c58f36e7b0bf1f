"""Charter: the company's rules as data, read with their context, with a reason and somebody to ask."""
