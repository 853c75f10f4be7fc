"""Draw HTML from the templates beside this module: every value is escaped, a template is compiled once."""

from __future__ import annotations

import re
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined
from jinja2.ext import Extension
from markupsafe import Markup

#: What one template has drawn, to stand in another: nothing else is shown without being escaped.
Html = Markup


class _Unfolded(Extension):
    """Let line breaks and indentation of a template be for its reader alone: nothing of them is drawn."""

    _break = re.compile(r"(?<=[>}])\s*\n\s*|\s*\n\s*(?=[<{])")

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:  # noqa: ARG002
        """Return the template in one line; a break inside a tag or a text is a blank."""
        return " ".join(self._break.sub("", source).split("\n")).strip()


@cache
def _environment() -> Environment:
    made = Environment(
        autoescape=True,
        undefined=StrictUndefined,
        loader=PackageLoader("view.html"),
        extensions=[_Unfolded],
        auto_reload=False,
    )
    made.globals["home_path"] = home_path
    return made


def draw(template: str, **values: object) -> str:
    """Return the HTML of a template, named without its suffix, with these values."""
    return _environment().get_template(f"{template}.html").render(values)


def home_path(language: str) -> str:
    """Return the path at which the page stands in a language."""
    return "/" if language.startswith("zh") else "/en/"
