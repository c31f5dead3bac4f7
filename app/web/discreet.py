"""A log filter that removes client addresses, queries and the codes of classes."""

import logging
import re

CODE = re.compile(r"(?<=/class/)\d+")


class Discreet(logging.Filter):
    """Removes the client address and the query from uvicorn's lines, unless the level is debug."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Return whether a line is written. uvicorn's lines about sockets are dropped: they hold little else."""
        if logging.getLogger(record.name).isEnabledFor(logging.DEBUG):
            return True
        if record.name == "uvicorn.access" and isinstance(record.args, tuple) and len(record.args) == 5:
            _, method, path, version, status = record.args
            record.args = ("-", method, CODE.sub("...", str(path).partition("?")[0]), version, status)
        return '"WebSocket %s"' not in str(record.msg)


def be_discreet() -> None:
    """Add the filter to uvicorn's loggers."""
    for name in ("uvicorn.error", "uvicorn.access"):
        logger = logging.getLogger(name)
        if not any(isinstance(each, Discreet) for each in logger.filters):
            logger.addFilter(Discreet())
