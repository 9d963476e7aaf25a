"""Facts, tables and widgets in the text of articles."""
