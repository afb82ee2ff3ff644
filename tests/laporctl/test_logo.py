"""A logo is shapes and colours: nothing in it runs, loads or leads anywhere."""

import pytest

from laporctl import logo, paths

HEAD = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">'


def problems(inside: str, head: str = HEAD) -> list[str]:
    return list(logo.problems_of(f"{head}\n{inside}</svg>".encode()))


def test_shapes_and_colours_are_taken() -> None:
    assert problems('<title>L</title><g fill="#0b5d4b"><path d="M1 1h3v-2z"/><circle cx="1" cy="2" r="3.5"/></g>') == []


def test_the_logos_of_the_tree_can_be_shown() -> None:
    files = sorted(paths.STACKS.glob("*.svg"))
    assert [each.name for each in files if list(logo.problems_of(each.read_bytes()))] == []
    assert files


@pytest.mark.parametrize(
    ("inside", "said"),
    [
        ("<script>alert(1)</script>", "line 2: <script> is none of: circle"),
        ("<style>a{}</style>", "line 2: <style> is none of"),
        ('<image href="https://example.org/a.png"/>', "line 2: <image> is none of"),
        ("<foreignObject/>", "line 2: <foreignObject> is none of"),
        ('<path onload="alert(1)" d="M1 1"/>', "line 2: onload is no attribute of a logo"),
        ('<path style="fill:red" d="M1 1"/>', "line 2: style is no attribute"),
        ('<g xmlns:x="http://www.w3.org/1999/xlink"/>', "line 2: xmlns:x is no attribute"),
        ('<path fill="url(https://example.org/#a)" d="M1 1"/>', "line 2: fill is not a colour such as"),
        ('<path d="M1 1" transform="url(#a)"/>', "line 2: transform is not of numbers and letters"),
        ("<?php echo 1 ?>", "line 2: a document type, an entity or an instruction is not for a logo"),
        ("<path", "line 2: no XML: "),
    ],
)
def test_whatever_else_is_refused_with_its_line(inside: str, said: str) -> None:
    found = problems(inside)
    assert found
    assert found[0].startswith(said)


@pytest.mark.parametrize(
    ("head", "said"),
    [
        ("<svg>", "line 1: svg needs xmlns"),
        ('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 16">', "line 1: viewBox is not square"),
        ('<!DOCTYPE svg [<!ENTITY a "b">]>' + HEAD, "line 1: a document type"),
    ],
)
def test_a_drawing_is_square_and_has_no_document_type(head: str, said: str) -> None:
    assert problems("", head)[0].startswith(said)


def test_a_drawing_is_small() -> None:
    assert problems(f'<path d="M{" " * logo.MOST_BYTES}"/>')[0].endswith(f"and may have {logo.MOST_BYTES}")
