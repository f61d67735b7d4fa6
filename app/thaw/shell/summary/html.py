"""A summary as one page of HTML: no script, nothing from elsewhere, every text escaped."""

from collections.abc import Iterator
from html import escape
from string import Template
from typing import Final
from unicodedata import category

from thaw.shell.summary.words import Paper, Part

_PAGE: Final = Template("""<!DOCTYPE html>
<html lang="$language">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>$title</title>
<style>
body { font: 1rem/1.5 sans-serif; color: #222; background: #fff; max-width: 40rem;
  margin: 2rem auto; padding: 0 1rem; overflow-wrap: break-word; }
h1 { font-size: 1.5rem; font-weight: normal; }
h2 { font-size: 1.1rem; font-weight: normal; margin: 2rem 0 0.5rem; break-after: avoid; }
h3 { font-size: 1rem; font-weight: normal; color: #555; margin: 1rem 0 0; break-after: avoid; }
p { margin: 0.3rem 0; }
table { border-collapse: collapse; }
th, td { text-align: left; padding: 0.2rem 1.5rem 0.2rem 0; border-bottom: 1px solid #bbb;
  font-weight: normal; }
th { color: #555; }
th + th, td + td { text-align: right; font-variant-numeric: tabular-nums; }
tr { break-inside: avoid; }
footer { margin-top: 2.5rem; color: #555; font-size: 0.9rem; }
@page { margin: 2cm; }
@media print { body { margin: 0; max-width: none; padding: 0; } }
</style>
</head>
<body>
$body
<footer><p>$foot</p></footer>
</body>
</html>
""")

_PRINTED: Final = Template("""<html><head><style>
h1 { font-size: 17pt; font-weight: normal; margin-bottom: 12px; }
h2 { font-size: 12pt; font-weight: normal; margin-top: 24px; margin-bottom: 6px; }
h3 { font-size: 10.5pt; font-weight: normal; color: #555555; margin-top: 12px;
  margin-bottom: 2px; }
p { margin-top: 3px; margin-bottom: 3px; }
th { font-weight: normal; color: #555555; padding: 3px 24px 3px 0px; text-align: left; }
td { padding: 3px 24px 3px 0px; }
</style></head><body>$body<p style="margin-top: 36px; color: #555555; font-size: 9pt">$foot</p>
</body></html>""")
"""What Qt's own text engine knows of style sheets is enough for this."""


def html(paper: Paper, language: str) -> str:
    """The whole page, to be written as UTF-8."""
    return _PAGE.substitute(
        language=escape(language),
        title=_escaped(paper.title),
        body="\n".join(_body(paper)),
        foot=_escaped(paper.foot),
    )


def printed_html(paper: Paper) -> str:
    """The same for Qt's text engine, which lays it out on paper."""
    body = "".join(_body(paper)).replace("<table>", '<table cellspacing="0">')
    return _PRINTED.substitute(body=body, foot=_escaped(paper.foot))


def _body(paper: Paper) -> Iterator[str]:
    yield f"<h1>{_escaped(paper.title)}</h1>"
    for line in paper.lead:
        yield _paragraph(line)
    for part in paper.parts:
        yield from _part(part)


def _part(part: Part) -> Iterator[str]:
    yield f"<h2>{_escaped(part.heading)}</h2>"
    if part.rows:
        yield "<table>"
        yield f"<thead><tr>{_cells('th', part.columns)}</tr></thead>"
        yield "<tbody>"
        for row in part.rows:
            yield f"<tr>{_cells('td', row)}</tr>"
        yield "</tbody></table>"
    for name, words in part.entries:
        yield f"<h3>{_escaped(name)}</h3>"
        yield _paragraph(words)
    for line in part.lines:
        yield _paragraph(line)


def _paragraph(text: str) -> str:
    return f"<p>{_escaped(text)}</p>".replace("\n", "<br>")


def _cells(tag: str, texts: tuple[str, ...]) -> str:
    return "".join(f"<{tag}>{_escaped(text)}</{tag}>" for text in texts)


def _escaped(text: str) -> str:
    """``text`` as text, whatever it looks like; what no page may hold is left out."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    kept = (c for c in plain if c == "\n" or category(c) not in ("Cc", "Cs"))
    return escape("".join(kept))
