"""Schemathesis: requests that the schema allows, and ones that it does not. It must name the status, type and form of every answer."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import Any

import schemathesis
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis.errors import Unsatisfiable
from schemathesis import GenerationMode
from schemathesis.specs.openapi.checks import content_type_conformance, response_schema_conformance, status_code_conformance
from starlette.testclient import TestClient

from app.main import app

CHECKS: list[Any] = [status_code_conformance, content_type_conformance, response_schema_conformance]
LONGEST = 50
"""Steps of a scene: what the schema says is answered, not how long that takes."""

MODES = (GenerationMode.POSITIVE, GenerationMode.NEGATIVE)


def short() -> Any:
    """Return the schema with short scenes."""
    said = app.openapi()
    scene = {**said["components"]["schemas"]["Scene"]}
    scene["properties"] = {**scene["properties"], "steps": {**scene["properties"]["steps"], "maximum": LONGEST}}
    return {**said, "components": {"schemas": {**said["components"]["schemas"], "Scene": scene}}}


def operations() -> Iterator[Any]:
    """Yield every operation of the schema."""
    schema = schemathesis.openapi.from_dict(short())
    for found in schema.get_all_operations():
        operation: Any = found
        yield operation.ok()


def asked(operation: Any, mode: Any, number: int, count: int, call: Callable[[Any], Any]) -> tuple[int, list[str]]:
    """Send `count` requests of one operation; return how many there were, and what was wrong. The same number sends the same ones."""
    sent, wrong = 0, []

    @seed(number)
    @settings(max_examples=count, database=None, deadline=None, suppress_health_check=list(HealthCheck), phases=[Phase.generate])
    @given(operation.as_strategy(generation_mode=mode))
    def each(case: Any) -> None:
        nonlocal sent
        sent += 1
        try:
            case.validate_response(call(case), checks=CHECKS)
        except (Exception, BaseExceptionGroup) as error:  # noqa: BLE001  (whatever it is, the fuzzer names the case and goes on)
            wrong.append(f"{operation.label}: {error}\n{case.as_curl_command()[:500]}")

    with suppress(Unsatisfiable):  # nothing of this operation can be wrong
        each()
    return sent, wrong


def here(client: TestClient, case: Any) -> Any:
    """Return the answer of the application in this process."""
    said = case.as_transport_kwargs(base_url="http://testserver")
    sent = {name: said[name] for name in ("params", "headers", "json") if said.get(name) is not None}
    return client.request(said["method"], said["url"], content=said.get("data"), **sent)


def every(number: int, count: int, call: Callable[[Any], Any]) -> tuple[int, list[str]]:
    """Send about `count` requests, as many of every operation; return how many there were, and what was wrong."""
    pairs = [(operation, mode) for operation in operations() for mode in MODES]
    found = [asked(operation, mode, number, max(1, count // len(pairs)), call) for operation, mode in pairs]
    return sum(sent for sent, _ in found), [each for _, wrong in found for each in wrong]
