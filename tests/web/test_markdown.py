"""Markdown and math into HTML that is safe."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.markdown import render, render_list


def test_math_is_text_for_katex():
    assert render("Half: $\\frac{1}{2}$.") == '<p>Half: <span class="math">\\frac{1}{2}</span>.</p>\n'
    assert render("$$\na < b\n$$").strip() == '<div class="math">a &lt; b</div>'


def test_money_is_not_math():
    assert "math" not in render("It costs $5 and then $6.")
    assert "math" not in render("`$x$`")


def test_math_keeps_what_markdown_would_change():
    assert "a_i * b_i * c_i" in render("$a_i * b_i * c_i$")


def test_tables_scroll_sideways():
    html = render("| a | b |\n|---|--:|\n| $x$ | 2 |\n")
    assert html.startswith('<div class="scroll-x" tabindex="0" role="group" aria-label="Table"><table class="grid">')
    assert html.rstrip().endswith("</table></div>")
    assert html.count('scope="col"') == 2


def test_headings_start_below_those_of_the_page():
    assert re.findall(r"<h\d>", render("# a\n\n## b\n\n### c\n\n###### d")) == ["<h3>", "<h3>", "<h4>", "<h6>"]


def test_code():
    html = render("```python extra\nif a < b: pass\n```")
    assert html == '<pre class="example" tabindex="0"><code class="language-python">if a &lt; b: pass\n</code></pre>\n'


def test_links():
    assert 'rel="noopener noreferrer"' in render("[docs](https://pytorch.org)")
    assert "noopener" not in render("[other](/problems/softmax)")


ATTACKS = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "[a](javascript:alert(1))",
    "[a](JaVaScRiPt:alert(1))",
    "![a](javascript:alert(1))",
    "[a](data:text/html;base64,xx)",
    "$<img src=x onerror=alert(1)>$",
    "$$</div><script>alert(1)</script>$$",
    '```x"><script>\n</script>\n```',
    '[a](/x "\\" onmouseover=alert(1) ")',
    "<style>*{}</style>",
]


@pytest.mark.parametrize("attack", ATTACKS)
def test_nothing_dangerous_passes(attack):
    html = render(attack)
    tags = re.findall(r"<(\w+)([^>]*)>", html)
    assert {tag for tag, _ in tags} <= {"p", "a", "img", "span", "div", "pre", "code"}, html
    for _, attributes in tags:
        assert not re.search(r'(?:^|["\s])on\w+=(?=[^"]*$|")', re.sub(r'"[^"]*"', '""', attributes)), html
        assert not re.search(r'(?:href|src)="\s*(?:javascript|data):', attributes, re.IGNORECASE), html


@given(st.text(alphabet="<>$`*_[]()!|-#\n \\\"'&ab1.", max_size=60))
def test_no_text_opens_an_element_that_is_not_ours(text):
    ours = {"p", "a", "img", "span", "div", "pre", "code", "em", "strong", "s", "ul", "ol", "li", "blockquote", "br"}
    ours |= {"table", "thead", "tbody", "tr", "th", "td", "hr", "h3", "h4", "h5", "h6"}
    assert set(re.findall(r"<(\w+)", render(text))) <= ours


def test_hints_one_by_one():
    hints = render_list("1. First $x$.\n2. Second:\n   - a\n   - b\n\n   ```\n   code\n   ```\n3. Third.\n")
    assert len(hints) == 3
    assert hints[0] == '<p>First <span class="math">x</span>.</p>\n'
    assert hints[1].count("<li>") == 2
    assert "code" in hints[1]
    assert hints[2] == "<p>Third.</p>\n"


def test_hints_that_are_no_list():
    assert render_list("Just one.") == ("<p>Just one.</p>\n",)
    assert render_list("  \n") == ()
