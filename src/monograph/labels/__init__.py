"""Official labels (SPL, openFDA, ePI) as the same ``Monograph`` shape."""
