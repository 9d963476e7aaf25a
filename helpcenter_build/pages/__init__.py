"""The pages of a locale as values, and what stands around and beside their text."""
