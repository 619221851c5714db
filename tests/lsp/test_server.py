"""The language server as an editor meets it: a client of its own process, over standard input and output."""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from lsprotocol import types
from pygls.lsp.client import LanguageClient
from tests.cli.test_check import write
from tests.cli.test_check_labels import label_in

from monograph.checks.example import CLEAN, Page
from monograph.text.source import line_starts

SERVER = "from monograph.cli import main; import sys; sys.argv[1:] = ['lsp']; main()"
DOSAGE = "💊 **Adults:** 40mg by mouth four times daily. The maximum daily dose is 80 mg."
TWIN = CLEAN["Dosage"].replace("1 g", "750 mg").replace("is 4 g", "is 3 g")


class Editor(LanguageClient):
    """A client that remembers what it was told of each file."""

    def __init__(self) -> None:
        super().__init__("editor", "1")
        self.told: asyncio.Queue[types.PublishDiagnosticsParams] = asyncio.Queue()
        self.shown: list[str] = []

        @self.feature(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)
        def diagnostics(params: types.PublishDiagnosticsParams) -> None:
            self.told.put_nowait(params)

        @self.feature(types.WINDOW_SHOW_MESSAGE)
        def show(params: types.ShowMessageParams) -> None:
            self.shown.append(params.message)

    async def codes(self, uri: str, wanted: set[str]) -> list[types.Diagnostic]:
        """The diagnostics of a file, once their codes are the wanted ones."""
        while True:
            params = await asyncio.wait_for(self.told.get(), 20)
            if params.uri == uri and {d.code for d in params.diagnostics} == wanted:
                return list(params.diagnostics)

    def open(self, path: Path, text: str | None = None) -> str:
        uri = path.as_uri()
        source = path.read_text("utf-8") if text is None else text
        item = types.TextDocumentItem(uri=uri, language_id="markdown", version=1, text=source)
        self.text_document_did_open(types.DidOpenTextDocumentParams(item))
        return uri

    def change(self, uri: str, version: int, text: str) -> None:
        document = types.VersionedTextDocumentIdentifier(version=version, uri=uri)
        changes = [types.TextDocumentContentChangeWholeDocument(text)]
        self.text_document_did_change(types.DidChangeTextDocumentParams(document, changes))


def with_editor(root: Path, work: Callable[[Editor], Awaitable[None]]) -> None:
    async def run() -> None:
        editor = Editor()
        await editor.start_io(sys.executable, "-c", SERVER)
        folder = types.WorkspaceFolder(uri=root.as_uri(), name="library")
        params = types.InitializeParams(
            capabilities=types.ClientCapabilities(), root_uri=root.as_uri(), workspace_folders=[folder]
        )
        await asyncio.wait_for(editor.initialize_async(params), 20)
        editor.initialized(types.InitializedParams())
        await work(editor)
        await asyncio.wait_for(editor.shutdown_async(None), 20)
        editor.exit(None)
        await editor.stop()

    asyncio.run(asyncio.wait_for(run(), 60))


def words(source: str, where: types.Range) -> str:
    """The words of a range, by an independent reading of it in UTF-16."""
    assert where.start.line == where.end.line
    line = source.split("\n")[where.start.line].encode("utf-16-le")
    return line[2 * where.start.character : 2 * where.end.character].decode("utf-16-le")


def applied(source: str, edits: list[types.TextEdit]) -> str:
    """The text after edits, as an editor makes them."""
    starts = line_starts(source)

    def offset(at: types.Position) -> int:
        line = source[starts[at.line] :].encode("utf-16-le")
        return starts[at.line] + len(line[: 2 * at.character].decode("utf-16-le"))

    for edit in sorted(edits, key=lambda e: (e.range.start.line, e.range.start.character), reverse=True):
        source = source[: offset(edit.range.start)] + edit.new_text + source[offset(edit.range.end) :]
    return source


@pytest.fixture
def library(tmp_path: Path) -> Path:
    for page in (
        Page(dosage=TWIN),
        Page(doc="p/acetaminophen.md", title="Acetaminophen"),
        Page(title="Baclofen", dosage=DOSAGE),
    ):
        path = tmp_path / page.path
        path.parent.mkdir(exist_ok=True)
        path.write_text(page.source(), encoding="utf-8")
    return tmp_path


def test_problems_of_a_text_with_their_places(library: Path) -> None:
    path = library / "b/baclofen.md"
    source = path.read_text("utf-8")

    async def work(editor: Editor) -> None:
        uri = editor.open(path)
        found = {d.code: d for d in await editor.codes(uri, {"D704", "U751"})}
        assert words(source, found["U751"].range) == "40mg"
        assert words(source, found["D704"].range) == "40mg by mouth four times daily"
        (related,) = found["D704"].related_information or []
        assert words(source, related.location.range) == "The maximum daily dose is 80 mg."
        assert (found["D704"].severity, found["D704"].source) == (types.DiagnosticSeverity.Error, "monograph")
        # While writing, and saved nowhere:
        editor.change(uri, 2, source.replace("is 80 mg", "is 200 mg"))
        await editor.codes(uri, {"U751"})
        editor.change(uri, 3, "no monograph at all")
        await editor.codes(uri, {"F100"})

    with_editor(library, work)


def test_hover_shows_the_claim(library: Path) -> None:
    path = library / "b/baclofen.md"
    lines = path.read_text("utf-8").split("\n")
    line = next(number for number, text in enumerate(lines) if text.startswith("💊"))

    async def work(editor: Editor) -> None:
        uri = editor.open(path)
        await editor.codes(uri, {"D704", "U751"})
        place = types.TextDocumentIdentifier(uri)
        hover = await editor.text_document_hover_async(types.HoverParams(place, types.Position(line, 18)))
        assert hover
        assert isinstance(hover.contents, types.MarkupContent)
        for field in ("**dose**", "amount max: 40", "unit: mg", "times per day max: 4", "route: oral"):
            assert field in hover.contents.value
        nothing = await editor.text_document_hover_async(types.HoverParams(place, types.Position(1, 0)))
        assert nothing is None

    with_editor(library, work)


def test_the_contradicting_monograph_can_be_gone_to(library: Path) -> None:
    path, twin = library / "p/paracetamol.md", library / "p/acetaminophen.md"

    async def work(editor: Editor) -> None:
        uri = editor.open(path)
        (found,) = [d for d in await editor.codes(uri, {"C851"}) if d.code == "C851"]
        assert words(path.read_text("utf-8"), found.range) == "The maximum daily dose is 3 g."
        place = types.TextDocumentIdentifier(uri)
        locations = await editor.text_document_definition_async(types.DefinitionParams(place, found.range.start))
        assert isinstance(locations, list)
        (location,) = locations
        assert isinstance(location, types.Location)
        assert location.uri == twin.as_uri()
        assert words(twin.read_text("utf-8"), location.range) == "The maximum daily dose is 4 g."
        # It stays with its words while the text moves, goes when they go, and is looked for again when saved.
        moved = path.read_text("utf-8").replace("### Usage", "### Usage\nFirst of all.\n")
        editor.change(uri, 2, moved)
        (found,) = await editor.codes(uri, {"C851"})
        assert words(moved, found.range) == "The maximum daily dose is 3 g."
        mended = moved.replace("is 3 g", "is 4 g")
        editor.change(uri, 3, mended)
        await editor.codes(uri, set())
        path.write_text(mended, encoding="utf-8")
        editor.text_document_did_save(types.DidSaveTextDocumentParams(place))
        await editor.codes(uri, set())

    with_editor(library, work)


def test_quick_fixes(library: Path) -> None:
    path = library / "b/baclofen.md"
    source = path.read_text("utf-8").replace("40mg by mouth", "40mg OD by mouth") + "   "

    async def work(editor: Editor) -> None:
        uri = editor.open(path, source)
        found = {d.code: d for d in await editor.codes(uri, {"U751", "U752"})}
        context = types.CodeActionContext(diagnostics=[])
        place = types.TextDocumentIdentifier(uri)
        params = types.CodeActionParams(place, found["U751"].range, context)
        actions = [
            a for a in await editor.text_document_code_action_async(params) or [] if isinstance(a, types.CodeAction)
        ]
        by_title = {action.title.split(" ")[0]: action for action in actions}
        assert set(by_title) == {"U751:", "Mend"}
        for action in actions:
            assert action.edit
            (edits,) = (action.edit.changes or {}).values()
            assert applied(source, list(edits)) == source.replace("40mg", "40 mg")
        params = types.CodeActionParams(place, found["U752"].range, context)
        titles = [action.title for action in await editor.text_document_code_action_async(params) or []]
        assert "U752: Write “once daily” (look at it)" in titles

    with_editor(library, work)


def test_an_unusable_configuration_is_said(library: Path) -> None:
    (library / "monograph.toml").write_text("[check]\nselct = ['D']\n", encoding="utf-8")

    async def work(editor: Editor) -> None:
        uri = editor.open(library / "b/baclofen.md")
        await editor.codes(uri, {"D704", "U751"})
        assert any("monograph.toml:2" in message for message in editor.shown)

    with_editor(library, work)


def test_a_text_is_held_against_labels_while_it_is_written(tmp_path: Path) -> None:
    label_in(tmp_path)
    (tmp_path / "monograph.toml").write_text('[check]\nlabels = "exemplar.json"\n', encoding="utf-8")
    path = write(tmp_path, Page()) / Page().path

    async def work(editor: Editor) -> None:
        uri = editor.open(path)
        await editor.codes(uri, set())
        editor.change(uri, 2, path.read_text("utf-8").replace("dose is 4 g", "dose is 12 g"))
        (found,) = await editor.codes(uri, {"V001"})
        assert "The maximum daily dose is 4 g." in found.message
        assert "label of Exemplar" in found.message

    with_editor(tmp_path, work)


def test_an_editor_that_says_goodbye_ends_it_in_peace() -> None:
    goodbye = ({"id": 1, "method": "initialize", "params": {"capabilities": {}}}, {"id": 2, "method": "shutdown"})
    sent = b""
    for message in (*goodbye, {"method": "exit"}):
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        sent += b"Content-Length: %d\r\n\r\n%s" % (len(body), body)
    done = subprocess.run([sys.executable, "-c", SERVER], input=sent, capture_output=True, timeout=60)
    assert done.returncode == 0
    assert b"Traceback" not in done.stderr
