"""Markdown with LaTeX into HTML that is safe to show: raw HTML is text here, and links lead only where links may."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.common.utils import escapeHtml
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict
from markupsafe import Markup
from mdit_py_plugins.dollarmath import dollarmath_plugin

# A page has its own h1 and h2; what an author calls "##" is one below them.
HIGHEST_HEADING = 3


def _markdown() -> MarkdownIt:
    md = MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"])
    md.use(dollarmath_plugin, allow_labels=False, allow_digits=False, allow_space=False, double_inline=True)
    for name in ("math_inline", "math_inline_double", "math_block"):
        md.add_render_rule(name, _math)
    md.add_render_rule("table_open", _table_open)
    md.add_render_rule("table_close", _table_close)
    md.add_render_rule("th_open", _column)
    md.add_render_rule("fence", _code)
    md.add_render_rule("code_block", _code)
    md.add_render_rule("heading_open", _heading)
    md.add_render_rule("heading_close", _heading)
    md.add_render_rule("link_open", _link)
    return md


def _math(self: RendererHTML, tokens: Sequence[Token], i: int, options: OptionsDict, env: EnvType) -> str:
    """The TeX as text: KaTeX sets it in the browser, and a reader without scripts still sees the formula."""
    token = tokens[i]
    if token.type == "math_inline":
        return f'<span class="math">{escapeHtml(token.content.strip())}</span>'
    element = "span" if token.type == "math_inline_double" else "div"
    display = ' data-display="true"' if element == "span" else ""
    return f'<{element} class="math"{display}>{escapeHtml(token.content.strip())}</{element}>'


def _table_open(self: RendererHTML, tokens: Sequence[Token], i: int, options: OptionsDict, env: EnvType) -> str:
    return '<div class="scroll-x" tabindex="0" role="group" aria-label="Table"><table class="grid">\n'


def _table_close(self: RendererHTML, tokens: Sequence[Token], i: int, options: OptionsDict, env: EnvType) -> str:
    return "</table></div>\n"


def _column(self: RendererHTML, tokens: Sequence[Token], i: int, options: OptionsDict, env: EnvType) -> str:
    tokens[i].attrSet("scope", "col")
    return str(self.renderToken(tokens, i, options, env))


def _code(self: RendererHTML, tokens: Sequence[Token], i: int, options: OptionsDict, env: EnvType) -> str:
    language = (tokens[i].info or "").strip().split(maxsplit=1)
    name = f' class="language-{escapeHtml(language[0])}"' if language else ""
    return f'<pre class="example" tabindex="0"><code{name}>{escapeHtml(tokens[i].content)}</code></pre>\n'


def _heading(self: RendererHTML, tokens: Sequence[Token], i: int, options: OptionsDict, env: EnvType) -> str:
    level = min(6, max(HIGHEST_HEADING, int(tokens[i].tag[1:]) + 1))
    return f"<h{level}>" if tokens[i].nesting == 1 else f"</h{level}>\n"


def _link(self: RendererHTML, tokens: Sequence[Token], i: int, options: OptionsDict, env: EnvType) -> str:
    if str(tokens[i].attrGet("href") or "").startswith(("http:", "https:")):
        tokens[i].attrSet("rel", "noopener noreferrer")
        tokens[i].attrSet("target", "_blank")
    return str(self.renderToken(tokens, i, options, env))


_MARKDOWN = _markdown()


@lru_cache(maxsize=1024)
def render(text: str) -> Markup:
    """One text as HTML."""
    return Markup(_MARKDOWN.render(text))


@dataclass(frozen=True)
class Passage:
    """A paragraph, or an entry of a list, of a text that is rendered with ids."""

    id: str
    section: str  # the heading above
    text: str  # in Markdown


@lru_cache(maxsize=256)
def _with_ids(text: str) -> tuple[Markup, tuple[Passage, ...]]:
    env: dict[str, Any] = {}
    tokens, found, section = _MARKDOWN.parse(text, env), list[Passage](), ""
    for at, token in enumerate(tokens):
        opening = tokens[at - 1]
        if token.type == "inline" and opening.type == "heading_open":
            section = token.content
        elif token.type == "inline" and opening.type == "paragraph_open":
            if opening.hidden:  # in a list without empty lines the entry itself is the element
                opening = tokens[at - 2]
            found.append(Passage(f"passage-{len(found) + 1}", section, token.content))
            opening.attrSet("id", found[-1].id)
    return Markup(_MARKDOWN.renderer.render(tokens, _MARKDOWN.options, env)), tuple(found)


def render_with_ids(text: str) -> Markup:
    """One text as HTML whose passages can be linked to."""
    return _with_ids(text)[0]


def passages(text: str) -> tuple[Passage, ...]:
    """Those of `render_with_ids`."""
    return _with_ids(text)[1]


@lru_cache(maxsize=512)
def render_list(text: str) -> tuple[Markup, ...]:
    """The entries of a numbered list, each by itself: hints are shown one at a time.

    A text that is no list is one entry.
    """
    env: dict[str, Any] = {}
    tokens = _MARKDOWN.parse(text, env)
    entries: list[Markup] = []
    begin = 0
    for at, token in enumerate(tokens):
        if token.level == 1 and token.type == "list_item_open":
            begin = at + 1
        elif token.level == 1 and token.type == "list_item_close":
            # `hidden` paragraphs of a tight list get their tags back: each entry now stands alone.
            for inner in tokens[begin:at]:
                if inner.type.startswith("paragraph"):
                    inner.hidden = inner.hidden and inner.level > 2
            entries.append(Markup(_MARKDOWN.renderer.render(tokens[begin:at], _MARKDOWN.options, env)))
    if not entries and text.strip():
        return (render(text),)
    return tuple(entries)
