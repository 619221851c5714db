"""The server: what an editor asks, answered from the workspace."""

from __future__ import annotations

import asyncio
from pathlib import Path

from lsprotocol import types
from pygls.lsp.server import LanguageServer
from pygls.uris import from_fs_path, to_fs_path

from monograph import __version__
from monograph.library.model import Problem
from monograph.lsp.positions import offset_of
from monograph.lsp.shown import Sight, diagnostic, hover, quick_fix, related_places, whole_text
from monograph.lsp.workspace import Folder, Open, edits_for, mended
from monograph.text.model import Monograph, Unreadable
from monograph.text.source import line_starts

PAUSE = 0.2
"""Seconds without a keystroke before a text is checked."""


class Server(LanguageServer):
    """One editor's server. Whole texts are exchanged: pygls ends lines at more signs than the protocol does."""

    def __init__(self) -> None:
        super().__init__("monograph", __version__, text_document_sync_kind=types.TextDocumentSyncKind.Full)
        self.folders: dict[Path, Folder] = {}
        self.texts: dict[str, tuple[Folder, Open]] = {}
        self.waiting: dict[str, asyncio.Task[None]] = {}
        self.checking: asyncio.Lock = asyncio.Lock()

    def folder_of(self, path: Path) -> Folder:
        """The folder of the editor that holds a file, else the one that the file lies in."""
        named = [to_fs_path(uri) for uri in self.workspace.folders] or [self.workspace.root_path]
        roots = [Path(name) for name in named if name]
        root = max((r for r in roots if path.is_relative_to(r)), key=lambda r: len(r.parts), default=path.parent)
        if root not in self.folders:
            self.folders[root] = Folder(root)
            if self.folders[root].complaint:
                message = types.ShowMessageParams(types.MessageType.Warning, self.folders[root].complaint)
                self.window_show_message(message)
        return self.folders[root]

    def refresh(self, uri: str) -> None:
        """Check an open text as it is now, and tell the editor its problems."""
        document = self.workspace.get_text_document(uri)
        path = to_fs_path(uri)
        if path is None or uri not in self.workspace.text_documents:
            return
        folder = self.folder_of(Path(path))
        text = folder.read(Path(path).relative_to(folder.root).as_posix(), document.source)
        self.texts[uri] = folder, text
        sight = self.sight(uri)
        diagnostics = [diagnostic(problem, sight) for problem in text.problems]
        params = types.PublishDiagnosticsParams(uri=uri, diagnostics=diagnostics, version=document.version)
        self.text_document_publish_diagnostics(params)

    async def refresh_later(self, uri: str) -> None:
        """The same, once nothing has been typed for a moment."""
        await asyncio.sleep(PAUSE)
        self.refresh(uri)

    async def check_folder(self, uri: str, *, changed: bool) -> None:
        """Check the folder of a text, wholly the first time, and tell what that shows of all open texts."""
        path = to_fs_path(uri)
        if path is None:
            return
        folder = self.folder_of(Path(path))
        doc = Path(path).relative_to(folder.root).as_posix()
        async with self.checking:
            if folder.whole and not changed:
                return
            await asyncio.to_thread(folder.check_all, [doc] if folder.whole else None)
        for other in list(self.texts):
            self.refresh(other)

    def sight(self, uri: str) -> Sight:
        """How an open text is shown."""
        folder, text = self.texts[uri]
        entry = text.entry
        monograph = _bare(text) if isinstance(entry, Unreadable) else entry.monograph
        encoding = self.workspace.position_encoding or types.PositionEncodingKind.Utf16
        return Sight(monograph, uri, encoding, lambda doc: _uri(folder.root / doc), folder.monograph)

    def problems_at(self, uri: str, where: types.Range) -> list[Problem]:
        """The problems that touch a range of an open text."""
        if uri not in self.texts:
            return []
        sight = self.sight(uri)
        start, end = (offset_of(sight.monograph, at, sight.encoding) for at in (where.start, where.end))
        return [p for p in self.texts[uri][1].problems if p.start <= end and start <= max(p.end, p.start)]


def make_server() -> Server:
    """A server that knows what to do with what an editor asks."""
    server = Server()
    _follow(server)
    _answer(server)
    return server


def _follow(server: Server) -> None:
    """What is done when a text is opened, changed, saved and closed."""

    @server.feature(types.TEXT_DOCUMENT_DID_OPEN)
    async def did_open(params: types.DidOpenTextDocumentParams) -> None:
        server.refresh(params.text_document.uri)
        await server.check_folder(params.text_document.uri, changed=False)

    @server.feature(types.TEXT_DOCUMENT_DID_CHANGE)
    async def did_change(params: types.DidChangeTextDocumentParams) -> None:
        uri = params.text_document.uri
        if uri in server.waiting:
            server.waiting[uri].cancel()
        server.waiting[uri] = asyncio.create_task(server.refresh_later(uri))

    @server.feature(types.TEXT_DOCUMENT_DID_SAVE)
    async def did_save(params: types.DidSaveTextDocumentParams) -> None:
        await server.check_folder(params.text_document.uri, changed=True)

    @server.feature(types.TEXT_DOCUMENT_DID_CLOSE)
    async def did_close(params: types.DidCloseTextDocumentParams) -> None:
        uri = params.text_document.uri
        server.texts.pop(uri, None)
        waiting = server.waiting.pop(uri, None)
        if waiting:
            waiting.cancel()
        server.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri=uri, diagnostics=[]))


def _answer(server: Server) -> None:
    """What is answered about a place in a text."""

    @server.feature(types.TEXT_DOCUMENT_HOVER)
    def show_claims(params: types.HoverParams) -> types.Hover | None:
        uri = params.text_document.uri
        entry = server.texts[uri][1].entry if uri in server.texts else None
        if entry is None or isinstance(entry, Unreadable):
            return None
        sight = server.sight(uri)
        offset = offset_of(sight.monograph, params.position, sight.encoding)
        return hover([claim for claim in entry.claims if claim.start <= offset <= claim.end], sight)

    @server.feature(types.TEXT_DOCUMENT_DEFINITION)
    def other_places(params: types.DefinitionParams) -> list[types.Location]:
        uri = params.text_document.uri
        found = server.problems_at(uri, types.Range(params.position, params.position))
        return [place for problem in found for place, _ in related_places(problem, server.sight(uri))]

    kinds = [types.CodeActionKind.QuickFix, types.CodeActionKind.SourceFixAll]

    @server.feature(types.TEXT_DOCUMENT_CODE_ACTION, types.CodeActionOptions(code_action_kinds=kinds))
    def actions(params: types.CodeActionParams) -> list[types.CodeAction]:
        return _actions(server, params)


def _actions(server: Server, params: types.CodeActionParams) -> list[types.CodeAction]:
    """A quick fix for each problem of the range that a program can mend, and all safe fixes at once."""
    uri = params.text_document.uri
    if uri not in server.texts:
        return []
    folder, text = server.texts[uri]
    sight = server.sight(uri)
    found = []
    for problem in server.problems_at(uri, params.range):
        edits = edits_for(text, problem) if problem.edits else []
        if edits:
            found.append(quick_fix(problem, edits, sight))
    after = mended(text, folder.rules)
    if after != text.source:
        title, kind = "Mend all that is safe in this monograph", types.CodeActionKind.SourceFixAll
        found.append(types.CodeAction(title=title, kind=kind, edit=whole_text(after, sight)))
    return found


def _bare(text: Open) -> Monograph:
    """A text that is no monograph, for positions in it."""
    return Monograph(text.doc, text.source, "", "", "", {}, [], line_starts(text.source))


def _uri(path: Path) -> str:
    return from_fs_path(str(path)) or path.as_uri()
