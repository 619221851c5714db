"""Configuration: where it is found, what it may say, and that a mistake in it is shown with its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from monograph.checks.config import Checks, Config, ConfigError, find_config, read_config


def write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_the_nearest_folder_upwards_decides(tmp_path: Path) -> None:
    write(tmp_path / "monograph.toml", '[check]\nselect = ["D"]\n')
    write(tmp_path / "library/monograph.toml", '[check]\nselect = ["A"]\n')
    page = write(tmp_path / "library/a/aspirin.md", "# Aspirin\n")
    write(tmp_path / "other/b.md", "# B\n")
    assert find_config(page).checks.select == ["A"]
    assert find_config(tmp_path / "library").checks.select == ["A"]
    assert find_config(tmp_path / "other").checks.select == ["D"]


def test_a_pyproject_counts_only_where_it_speaks_of_monograph(tmp_path: Path) -> None:
    write(tmp_path / "pyproject.toml", '[tool.monograph.check]\nignore = ["H208"]\n')
    write(tmp_path / "inner/pyproject.toml", '[project]\nname = "x"\n')
    assert find_config(tmp_path / "inner").checks.ignore == ["H208"]
    assert read_config(tmp_path / "inner/pyproject.toml") is None


def test_nothing_is_the_default(tmp_path: Path) -> None:
    write(tmp_path / "monograph.toml", "")
    assert find_config(tmp_path).checks == Checks()


@pytest.mark.parametrize(
    ("text", "place", "words"),
    [
        ('[check]\nselect = ["D"]\nselct = ["A"]\n', 3, "“selct” is no key of [check]"),
        ('[check]\n\nselect = "D"\n', 3, "check.select: Expected `array`"),
        ("[chek]\n", 1, "“chek” is no key (there are: check)"),
        ('\ncheck.baselin = "x"\n', 2, "“baselin” is no key of [check]"),
        ('[check]\nselect = []\n[check.per-file-ignores]\n"a/*.md" = "D7"\n', 3, "check.per-file-ignores"),
        ('[check]\nselect = ["D"\n', 3, "no TOML"),
    ],
)
def test_a_mistake_is_shown_with_its_line(tmp_path: Path, text: str, place: int, words: str) -> None:
    path = write(tmp_path / "monograph.toml", text)
    with pytest.raises(ConfigError) as error:
        find_config(tmp_path)
    assert str(error.value).startswith(f"{path}:{place}: ")
    assert words in str(error.value)


def test_a_mistake_in_a_pyproject_too(tmp_path: Path) -> None:
    path = write(tmp_path / "pyproject.toml", '[project]\nselct = "x"\n\n[tool.monograph.check]\nselct = ["D"]\n')
    with pytest.raises(ConfigError, match="selct") as error:
        find_config(tmp_path)
    assert str(error.value).startswith(f"{path}:5: ")


@pytest.mark.parametrize(
    ("glob", "file", "holds"),
    [
        ("a/*.md", "a/aspirin.md", True),
        ("a/*", "a/deep/aspirin.md", True),
        ("aspirin.md", "a/aspirin.md", True),
        ("*-vaccine.md", "v/flu-vaccine.md", True),
        ("b/*", "a/b/x.md", False),
        ("a/*.md", "b/aspirin.md", False),
    ],
)
def test_globs_hold_for_paths_below_the_file_and_for_names(tmp_path: Path, glob: str, file: str, holds: bool) -> None:
    config = Config(Checks(per_file_ignores={glob: ["D7", "A501"]}), tmp_path / "monograph.toml")
    assert config.ignored_for(tmp_path / file) == (["D7", "A501"] if holds else [])
