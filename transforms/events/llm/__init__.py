"""A language model behind an OpenAI-compatible server as the coder, checked against the text."""
