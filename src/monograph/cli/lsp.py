"""``monograph lsp``: the language server, for editors."""

from __future__ import annotations


def lsp() -> None:
    """Run the language server: problems, claims and fixes in an editor. It speaks on standard input and output.

    Editors start it by themselves; docs/editor.md says how to set them up.

    \b
    Example:
      monograph lsp
    """
    from monograph.pipeline.errors import UnusableError

    try:
        from monograph.lsp.server import make_server
    except ModuleNotFoundError as error:
        raise UnusableError(f"the language server needs {error.name}: pip install 'monograph[lsp]'") from error
    make_server().start_io()
