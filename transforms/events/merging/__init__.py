"""Parts of merging: how alike two accounts of an event are, and what all accounts of one event say together."""
