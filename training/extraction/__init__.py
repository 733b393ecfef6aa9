"""Makes the labeller of lines that `transforms/clean` ships."""
