"""The handbook in the app: every chapter opens, with its pictures."""

from __future__ import annotations

from pathlib import Path

import pytest
from opened_pages import director, page

from pages.help.handbook.data import Picture, chapters

pytestmark = pytest.mark.usefixtures("on_example", "own_page_cache")


def test_every_chapter_opens_for_a_director_with_its_pictures() -> None:
    app = page("pages/help/handbook/page.py", director("Centrum 07"))
    box = app.radio(key="chapter")
    titles = [chapter.title for chapter in chapters()]
    assert box.options == titles
    for chapter in chapters():
        box.set_value(chapter.title).run()
        assert not app.exception
        pictures = [part for part in chapter.parts if isinstance(part, Picture)]
        assert len(app.get("image")) == len(pictures)
        assert any(
            part.strip() == str(app.markdown[-1].value).strip() for part in chapter.parts[-1:]
        )


def test_what_is_no_picture_is_text(tmp_path: Path) -> None:
    book = tmp_path / "book.md"
    book.write_text(
        "# Boek\nvooraf\n## Een\ntekst\n![wat het toont](x.png)\nna\n## Twee\n", "utf-8"
    )
    one, two = chapters(book)
    assert one == ("Een", ("tekst\n", Picture(tmp_path / "x.png", "wat het toont"), "\nna\n"))
    assert two == ("Twee", ("",))
