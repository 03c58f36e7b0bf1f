"""Templates: the one module that names jinja2, in its sandbox, where an undefined name is an error.

Nothing is escaped in a text template (what comes out is plain text); in a page (:func:`render_page`) everything is. There is no
loader: a template is a text somebody here has read, so it cannot include or import another. Values go in as they are and are
never parsed as a template.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

import jinja2
import jinja2.sandbox

from coach.context import Language
from coach.errors import BadInput
from coach.phrases import phrase

LONGEST = 20_000
"""Characters a template may have."""


@cache
def _environment(*, html: bool = False) -> jinja2.sandbox.ImmutableSandboxedEnvironment:
    return jinja2.sandbox.ImmutableSandboxedEnvironment(
        undefined=jinja2.StrictUndefined,
        autoescape=html,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=False,
    )


def render(template: str, *, name: str, lang: Language, **values: object) -> str:
    """Return ``template`` filled in. Raises ``BadInput`` naming ``name`` and the line when it cannot be."""
    if len(template) > LONGEST:
        raise _refusal(name, 1, f"> {LONGEST}", lang)
    try:
        return _compiled(template).render(**values)
    except jinja2.TemplateSyntaxError as error:
        raise _refusal(name, error.lineno, error.message or "", lang) from None
    except (jinja2.TemplateError, TypeError, ValueError, OverflowError, ArithmeticError, RecursionError) as error:
        raise _refusal(name, 1, str(error), lang) from None


@cache
def _compiled(template: str) -> jinja2.Template:
    return _environment().from_string(template)


def _refusal(name: str, line: int, problem: str, lang: Language) -> BadInput:
    values: dict[str, Any] = {"file": name, "line": line, "problem": problem}
    return BadInput(
        phrase(lang, "charter", "error.template", **values), phrase(lang, "charter", "error.template_remedy", **values)
    )


def render_shipped(lang: Language, name: str, **values: object) -> str:
    """Return the template ``prompts/<lang>/<name>.j2`` filled in. Raises ``BadInput``."""
    return render(_shipped(lang, name), name=f"prompts/{lang}/{name}.j2", lang=lang, **values)


@cache
def _shipped(lang: Language, name: str) -> str:
    return files("prompts").joinpath(lang, f"{name}.j2").read_text("utf-8")


def render_page(name: str, **values: object) -> str:
    """Return the page ``prompts/<name>.html.j2`` filled in, every value escaped but those it marks ``safe``."""
    return _page(name).render(**values)


@cache
def _page(name: str) -> jinja2.Template:
    return _environment(html=True).from_string(files("prompts").joinpath(f"{name}.html.j2").read_text("utf-8"))


def render_ask(lang: Language, **values: object) -> str:
    """Return the message to a contact: polite, short, with the extract only."""
    return render_shipped(lang, "ask", **values).strip()
