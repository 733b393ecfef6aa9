"""Place names: a gazetteer, finding names in text, and deciding which place each one is."""
