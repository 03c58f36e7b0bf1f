"""A model behind the ``Writer`` port, through litellm: the only module that names it."""

from __future__ import annotations

import logging
import os
import time
import warnings
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from typing import Any, cast

from coach.adapters.model_address import address, key_of, provider_of, variable_of
from coach.adapters.trouble import trouble
from coach.context import Language
from coach.errors import BrokenEnvironment, CoachError
from coach.ports import Delta, Done, Event, Prompt
from coach.purse import Purse
from coach.settings import ModelSettings
from coach.text import clean

PAUSES_S = (0.5, 2.0)
"""Seconds before each new attempt, when nothing had been said yet."""

Complete = Callable[..., Any]
"""``litellm.completion``, or what stands in for it."""

_LOGGERS = ("LiteLLM", "LiteLLM Proxy", "LiteLLM Router", "httpx", "httpcore", "openai")

_KINDS = (
    ("Timeout", "timeout"),
    ("APITimeoutError", "timeout"),
    ("AuthenticationError", "auth"),
    ("PermissionDeniedError", "auth"),
    ("RateLimitError", "rate"),
    ("PaymentRequiredError", "rate"),
    ("ContextWindowExceededError", "too_long"),
    ("ContentPolicyViolationError", "refused"),
    ("NotFoundError", "unknown"),
    ("APIConnectionError", "connection"),
    ("ServiceUnavailableError", "down"),
    ("BadGatewayError", "down"),
    ("InternalServerError", "down"),
)
"""litellm's errors by name, the first that fits; their text is never repeated, for providers quote the key in it."""
_MARKS = (("missing credentials", "auth"), ("connection error", "connection"), ("provider not provided", "unknown"))
"""What tells apart the causes litellm gives one name to."""
_PASSING = frozenset({"rate", "connection", "down"})
"""What another attempt may cure."""


class ModelWriter:
    """The ``Writer`` port on the model of the settings. Nothing is loaded or sent before :meth:`stream` is iterated."""

    def __init__(
        self,
        settings: ModelSettings,
        env: Mapping[str, str],
        lang: Language = "fr",
        *,
        purse: Purse | None = None,
        complete: Complete | None = None,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        """Look at the settings only. Raises ``CoachError`` when they name no model, or one without its provider.

        ``complete`` stands in for ``litellm.completion`` and ``sleep`` for the wait between attempts.
        """
        if not settings.name:
            raise trouble(CoachError, lang, "model.absent")
        if not provider_of(settings.name):
            raise trouble(CoachError, lang, "model.unknown", model=settings.name)
        self.name = settings.name
        self._api_base, self.leaves_machine = address(settings.name, settings.api_base, env)
        self._settings, self._env, self._lang = settings, env, lang
        self._purse, self._complete, self._sleep = purse, complete, sleep

    def stream(self, prompt: Prompt) -> Iterator[Event]:
        """Yield the answer piece by piece, ending with :class:`Done`. Raises ``CoachError`` with a remedy.

        An attempt that failed before it said anything is made again twice; closing the iterator stops the model.
        """
        self._check_ceiling()
        complete = self._complete or load().completion
        for pause in (*PAUSES_S, None):
            said = False
            try:
                for event in self._answer(complete, prompt):
                    said = True
                    yield event
                return
            except CoachError:
                raise
            except Exception as error:
                kind, name = _kind(error), type(error).__name__
            if said or pause is None or kind not in _PASSING:
                # Outside the handler: chained to the provider's exception it would carry its text, and the key quoted there.
                raise self._trouble(kind, name)
            self._sleep(pause)

    def _answer(self, complete: Complete, prompt: Prompt) -> Iterator[Event]:
        usage: Any = None
        chunks = complete(**self._request(prompt))
        try:
            for chunk in chunks:
                usage = getattr(chunk, "usage", None) or usage
                for choice in getattr(chunk, "choices", None) or ():
                    text = clean(getattr(choice.delta, "content", None) or "")
                    if text:
                        yield Delta(text=text)
        finally:
            for stream in (chunks, getattr(chunks, "completion_stream", None)):
                with suppress(Exception):
                    cast("Any", stream).close()
        yield self._done(usage)

    def _request(self, prompt: Prompt) -> dict[str, Any]:
        request: dict[str, Any] = {
            "model": self.name,
            "messages": [{"role": "system", "content": prompt.system}, {"role": "user", "content": prompt.user}],
            "stream": True,
            "stream_options": {"include_usage": True},
            "timeout": self._settings.timeout_s,
            "num_retries": 0,
            "max_retries": 0,
        }
        if self._api_base:
            request["api_base"] = self._api_base
        key = key_of(self.name, self._env)
        if key is None and self._api_base and self.leaves_machine is None:
            key = "none"  # a local server asks for no key, but the client library does
        if key is not None:
            request["api_key"] = key
        if prompt.json_schema is not None:
            strict = prompt.json_schema.get("additionalProperties") is False
            schema = {"name": "answer", "schema": prompt.json_schema, "strict": strict}
            request["response_format"] = {"type": "json_schema", "json_schema": schema}
        return request

    def _done(self, usage: Any) -> Done:
        tokens_in, tokens_out = getattr(usage, "prompt_tokens", None), getattr(usage, "completion_tokens", None)
        cost = 0.0 if self.leaves_machine is None else None
        if cost is None and tokens_in is not None:
            with suppress(Exception):  # a model without a known price
                cost = sum(load().cost_per_token(model=self.name, prompt_tokens=tokens_in, completion_tokens=tokens_out or 0))
        if cost and self._purse is not None:
            self._purse.add(cost)
        return Done(tokens_in=tokens_in, tokens_out=tokens_out, cost_usd=cost)

    def _check_ceiling(self) -> None:
        ceiling = self._settings.monthly_ceiling_usd
        if ceiling is not None and self._purse is not None and self.leaves_machine is not None:
            spent = self._purse.spent()
            if spent >= ceiling:
                raise trouble(CoachError, self._lang, "model.ceiling", spent=f"{spent:.2f}", ceiling=f"{ceiling:.2f}")

    def _trouble(self, kind: str, name: str) -> CoachError:
        return trouble(
            CoachError,
            self._lang,
            f"model.{kind}",
            model=self.name,
            variable=variable_of(self.name),
            seconds=f"{self._settings.timeout_s:g}",
            where=self.leaves_machine or self._api_base,
            reason=name,
        )


def load() -> Any:
    """Return litellm, made quiet and local: it fetches no price list, reads no ``.env``, tells nobody, logs nothing.

    It takes three to five seconds the first time. Raises ``BrokenEnvironment`` when it cannot be imported.
    """
    os.environ.setdefault("LITELLM_LOCAL_MODEL_COST_MAP", "True")
    os.environ.setdefault("LITELLM_MODE", "PRODUCTION")
    warnings.filterwarnings("ignore", category=UserWarning, module=r"pydantic\..*")
    _hush()
    try:
        import litellm
    except Exception as error:
        from coach.language import language_asked

        raise trouble(BrokenEnvironment, language_asked(os.environ), "model.broken", reason=type(error).__name__) from error
    _hush()
    litellm.suppress_debug_info = True
    litellm.drop_params = True
    litellm.telemetry = False
    return litellm


def _hush() -> None:
    """Silence the loggers that would write prompts: before the import, which logs already, and after it, which sets levels."""
    for name in _LOGGERS:
        logger = logging.getLogger(name)
        logger.setLevel(logging.CRITICAL + 1)
        logger.disabled = True


def _kind(error: Exception) -> str:
    said = str(error).casefold()
    if marked := next((kind for mark, kind in _MARKS if mark in said), None):
        return marked
    names = {base.__name__ for base in type(error).__mro__}
    return next((kind for name, kind in _KINDS if name in names), "other")
