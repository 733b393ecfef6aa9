"""Fits the weights by which a text is on the topic of the coder or not, on annotated passages."""
