"""What `sitrep explore` serves: a question in an address, its answer from the tables, and the page that shows it."""
