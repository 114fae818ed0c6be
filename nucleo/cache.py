"""The shared cache: Redis while it answers, PostgreSQL while it does not.

What is kept here must not be lost and may not stop a page: counters of sign-in attempts, codes used once. A
Redis that is down or stalled costs one request two tenths of a second; then it is left in peace for a while
and PostgreSQL keeps the counters, for all processes together, so that limits hold (docs/decisioni/0004).
"""

import logging
import time
from datetime import timedelta
from typing import Any

from django.core.cache import DEFAULT_CACHE_ALIAS, caches
from django.core.cache.backends.base import DEFAULT_TIMEOUT, BaseCache
from django.core.cache.backends.db import DatabaseCache
from django.core.cache.backends.redis import RedisCache
from redis.backoff import NoBackoff
from redis.exceptions import RedisError
from redis.retry import Retry

log = logging.getLogger(__name__)

TABELLA = "nucleo_cache"
ATTESA = 0.2
RIPOSO = timedelta(seconds=5)


class _Interruttore:
    """One per process: until when Redis is not asked."""

    def __init__(self) -> None:
        self._fino_a = 0.0

    def aperto(self) -> bool:
        return time.monotonic() < self._fino_a

    def scatta(self) -> None:
        self._fino_a = time.monotonic() + RIPOSO.total_seconds()

    def prova(self) -> None:
        """Who comes first after the rest asks Redis again; the others meanwhile do not wait with her."""
        if self._fino_a:
            self.scatta()

    def richiudi(self) -> None:
        self._fino_a = 0.0


_interruttore = _Interruttore()


class ConRiserva(BaseCache):
    """Django's cache over Redis, with the table `nucleo_cache` in reserve."""

    def __init__(self, server: str, params: dict[str, Any]) -> None:
        super().__init__(params)
        opzioni = {
            "socket_timeout": ATTESA,
            "socket_connect_timeout": ATTESA,
            "retry": Retry(NoBackoff(), 0),
        }
        self._redis = RedisCache(server, {**params, "OPTIONS": opzioni})
        self._riserva = DatabaseCache(TABELLA, {**params, "OPTIONS": {"MAX_ENTRIES": 20_000}})

    def risponde(self) -> bool:
        """Whether Redis answers now."""
        try:
            self._redis.get("salute")
        except (RedisError, OSError):
            return False
        return True

    def _chiedi(self, metodo: str, *argomenti: Any) -> Any:
        if _interruttore.aperto():
            return getattr(self._riserva, metodo)(*argomenti)
        _interruttore.prova()
        try:
            risposta = getattr(self._redis, metodo)(*argomenti)
        except (RedisError, OSError) as errore:
            log.warning("cache: Redis non risponde (%s), si usa PostgreSQL", errore)
            _interruttore.scatta()
            return getattr(self._riserva, metodo)(*argomenti)
        _interruttore.richiudi()
        return risposta

    # What Django asks of a cache; all the rest of BaseCache is made of these. `timeout` is seconds, None for
    # ever, or Django's own mark for «as usual».

    def add(self, key: str, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> bool:
        return bool(self._chiedi("add", key, value, timeout, version))

    def get(self, key: str, default: Any = None, version: int | None = None) -> Any:
        return self._chiedi("get", key, default, version)

    def set(self, key: str, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> None:
        self._chiedi("set", key, value, timeout, version)

    def touch(self, key: str, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> bool:
        return bool(self._chiedi("touch", key, timeout, version))

    def delete(self, key: str, version: int | None = None) -> bool:
        return bool(self._chiedi("delete", key, version))

    def has_key(self, key: str, version: int | None = None) -> bool:
        return bool(self._chiedi("has_key", key, version))

    def incr(self, key: str, delta: int = 1, version: int | None = None) -> int:
        return int(self._chiedi("incr", key, delta, version))

    def clear(self) -> None:
        self._chiedi("clear")


def redis_risponde() -> bool:
    """Whether Redis answers now, not the reserve; for the health page."""
    cache = caches[DEFAULT_CACHE_ALIAS]
    return isinstance(cache, ConRiserva) and cache.risponde()
