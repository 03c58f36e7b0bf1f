"""Where a model lives and with which key: what the header tells must be what the request does."""

from __future__ import annotations

import ipaddress
from collections.abc import Mapping
from contextlib import suppress
from urllib.parse import urlsplit

KEYRING = "porte-voix"
"""Name of the service in the system keyring; the entry is named like the environment variable."""

_AT_HOME = {"ollama": "http://localhost:11434", "ollama_chat": "http://localhost:11434", "llamafile": "http://127.0.0.1:8080/v1"}
"""Providers that run on this machine unless told otherwise, and where."""
_HOSTS = {
    "openai": "api.openai.com",
    "anthropic": "api.anthropic.com",
    "mistral": "api.mistral.ai",
    "gemini": "generativelanguage.googleapis.com",
    "groq": "api.groq.com",
    "openrouter": "openrouter.ai",
    "deepseek": "api.deepseek.com",
    "ollama": "ollama.com",
    "ollama_chat": "ollama.com",
}


def provider_of(name: str) -> str:
    """Return the provider of ``provider/model``; empty when the name has none."""
    provider, slash, model = name.partition("/")
    return provider if slash and model else ""


def address(name: str, api_base: str | None, env: Mapping[str, str]) -> tuple[str | None, str | None]:
    """Return the address to call (``None`` for the provider's own) and the host words go to (``None`` for this machine).

    Without ``api_base``, the variables litellm would follow are read here, so that both answers are of one piece.
    """
    provider = provider_of(name)
    prefix = provider.upper().replace("-", "_")
    suffixes = ("_BASE_URL", "_API_BASE") if provider == "openai" else ("_API_BASE", "_BASE_URL")
    asked = api_base or next((env[prefix + suffix] for suffix in suffixes if env.get(prefix + suffix)), None)
    if asked is None and provider.startswith("ollama"):
        asked = env.get("OLLAMA_API_BASE")
    base = asked or _AT_HOME.get(provider)
    if base is None:
        return None, _HOSTS.get(provider, provider)
    if provider.startswith("ollama") and name.endswith("cloud"):
        return base, _HOSTS[provider]
    host = urlsplit(base if "//" in base else f"//{base}").hostname or base
    return base, None if is_this_machine(host) else host


def is_this_machine(host: str) -> bool:
    """Tell whether ``host`` is the machine itself."""
    if host.casefold().rstrip(".") == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def variable_of(name: str) -> str:
    """Return the environment variable that holds the key of a provider: ``MISTRAL_API_KEY``."""
    return provider_of(name).upper().replace("-", "_") + "_API_KEY"


def key_of(name: str, env: Mapping[str, str]) -> str | None:
    """Return the key, from the environment, else from the system keyring if there is one."""
    return secret(variable_of(name), env)


def secret(variable: str, env: Mapping[str, str]) -> str | None:
    """Return a secret by the name of its variable, from the environment, else from the system keyring if there is one."""
    if found := env.get(variable, "").strip():
        return found
    with suppress(Exception):  # no keyring, a locked one, no desktop: each with its own errors
        import keyring

        stored = keyring.get_password(KEYRING, variable)
        return stored or None
    return None
