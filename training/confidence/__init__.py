"""Fits the weights of the confidence of events on annotated articles and passages."""
