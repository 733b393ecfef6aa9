"""Fits the weights by which pronouns find the party that they stand for, on annotated passages."""
