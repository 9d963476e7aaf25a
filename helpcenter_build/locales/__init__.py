"""The languages of a shop: their formats and the theme's short strings."""
