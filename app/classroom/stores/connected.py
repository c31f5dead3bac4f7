"""How a worker speaks with Redis."""

import functools
from collections.abc import Callable, Coroutine
from importlib import import_module
from secrets import token_hex
from typing import Any, ParamSpec, TypeVar

from pydantic import ValidationError

from app.classroom.stores.store import Away

T = TypeVar("T")
P = ParamSpec("P")

CONNECTIONS = 16
"""Of a worker, at most; more wait for one of them."""

PATIENCE, CONNECT = 2, 1
"""Seconds to wait for an answer of Redis, and for a connection."""


def open_redis(url: str) -> Any:
    """Return a client. It tries nothing again: phones do, and they know what may be done twice."""
    redis = import_module("redis.asyncio")  # of the extra `redis`
    never = import_module("redis.asyncio.retry").Retry(import_module("redis.backoff").NoBackoff(), 0)
    pool = redis.BlockingConnectionPool.from_url(
        url, max_connections=CONNECTIONS, timeout=PATIENCE, socket_timeout=PATIENCE, socket_connect_timeout=CONNECT, protocol=2, retry=never
    )
    return redis.Redis.from_pool(pool)


@functools.cache
def faults() -> tuple[type[BaseException], ...]:
    """Return what is raised where Redis does not answer, or not as it should."""
    return (import_module("redis").RedisError, OSError, TimeoutError, ValidationError)


def name(code: str, part: str = "") -> str:
    """Return the key of a class, or a part of it; braces keep them together on a cluster."""
    return f"ravine:{{{code}}}{part}"


class Connected:
    """A client of Redis, and what it runs there."""

    def __init__(self, db: Any) -> None:
        self.db = db
        self.worker = token_hex(4)
        self.script = functools.cache(db.register_script)
        self.redis = ""
        """Which run of Redis this is: every start has another."""

    async def call(self, script: str, keys: list[str], *given: Any) -> Any:
        """Have Redis run a script."""
        return await self.script(script)(keys=keys, args=given)

    async def which(self) -> str:
        """Ask which run of Redis this is."""
        try:
            self.redis = (await self.db.info("server")).get("run_id", "unknown")
        except import_module("redis").ResponseError:  # not every service says
            self.redis = "unknown"
        return self.redis


def reached(method: Callable[P, Coroutine[Any, Any, T]]) -> Callable[P, Coroutine[Any, Any, T]]:
    """Have a method raise Away where Redis does not answer as it should."""

    @functools.wraps(method)
    async def surely(*arguments: P.args, **named: P.kwargs) -> T:
        try:
            return await method(*arguments, **named)
        except faults() as fault:
            raise Away(str(fault)) from None

    return surely
