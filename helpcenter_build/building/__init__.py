"""From content to the published site and bundle: every locale side by side, then the swap."""
