"""Scripts that make the language model which transforms/events/analyser runs."""
