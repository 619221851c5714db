"""The language server: problems, claims and fixes where editors write. ``monograph lsp`` runs it."""
