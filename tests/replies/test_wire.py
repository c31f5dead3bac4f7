"""Frames: what is written can be read back as the contract says."""

import json
from typing import Any

import numpy as np

from app.replies.wire import dumps, frame


def decode(data: bytes) -> tuple[Any, dict[str, np.ndarray], list[dict[str, np.ndarray]]]:
    """Return header, shared arrays and the arrays of every lane, read by the letter of the contract."""
    length = int.from_bytes(data[:4], "little")
    header = json.loads(data[4 : 4 + length])

    def arrays(table: Any) -> dict[str, np.ndarray]:
        return {name: np.frombuffer(data, "<f4", place["length"], place["offset"]) for name, place in table.items()}

    return header, arrays(header["arrays"]), [arrays(lane["arrays"]) for lane in header["lanes"]]


def test_arrays_come_back() -> None:
    lanes = [({"status": i}, {"path": np.arange(2.0 * i), "loss": np.full(3, i)}) for i in range(12)]
    data = frame({"id": 7}, {"stops": np.arange(5)}, lanes)
    header, shared, found = decode(data)
    assert header["id"] == 7
    np.testing.assert_array_equal(shared["stops"], np.arange(5))
    for i, (lane, said) in enumerate(zip(found, header["lanes"], strict=True)):
        assert said["status"] == i
        np.testing.assert_array_equal(lane["path"], np.arange(2.0 * i))
        np.testing.assert_array_equal(lane["loss"], [i] * 3)


def test_a_whole_number_of_more_than_64_bits_is_written_as_javascript_reads_it() -> None:
    """The JSON that we write elsewhere, by orjson, knows none; a value that somebody sent as it is must come back."""
    said = {"a": [10**30, (2**64, -(2**63))], "b": {"c": -(10**30), "d": 10**400}, "e": True, "f": np.ones(2)}
    found = json.loads(dumps(said))
    assert found == {"a": [1e30, [2.0**64, -(2**63)]], "b": {"c": -1e30, "d": None}, "e": True, "f": [1, 1]}


def test_the_header_is_padded_with_zeros_to_a_multiple_of_eight() -> None:
    for more in range(20):
        data = frame({"id": "x" * more}, {"a": np.ones(2)}, [])
        length = int.from_bytes(data[:4], "little")
        offset = decode(data)[0]["arrays"]["a"]["offset"]
        assert offset % 8 == 0
        assert offset + 8 == len(data)
        assert not data[4 + length : offset].strip(b"\0")


def test_what_float32_cannot_hold_is_no_number() -> None:
    """It ends at 3.4028e38 and begins at 1.4e-45."""
    _, shared, _ = decode(frame({}, {"a": np.array([np.inf, -np.inf, np.nan, 1e300, -3.5e38, 3.4e38, 1.5, 0, 1e-60, -1e-300])}, []))
    assert np.isnan(shared["a"][:5]).all()
    np.testing.assert_allclose(shared["a"][5:8], [3.4e38, 1.5, 0], rtol=1e-7)
    assert (shared["a"][8:] == np.array([1.4e-45, -1.4e-45], dtype=np.float32)).all()
