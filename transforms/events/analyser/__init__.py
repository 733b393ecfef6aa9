"""The language model: sentences, tags, dependencies, predicates with roles and names of a text, with offsets."""
