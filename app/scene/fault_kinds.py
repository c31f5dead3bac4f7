"""All kinds of bad input: one table with their sentences, bounds and HTTP statuses."""

from typing import NamedTuple


class Kind(NamedTuple):
    """A kind of fault: its sentence and its bound, both with placeholders for parameters, and the HTTP status."""

    template: str
    bound: str
    status: int = 422


NARROW = "the interval is so narrow that numbers cannot tell its points apart"

KINDS = {
    # pydantic's own
    "missing": Kind("{name} is missing", "required"),
    "extra_forbidden": Kind("{name} is not known here", "known fields only"),
    "union_tag_invalid": Kind("{name} is not known: there is no {key}", "one of {expected_tags}"),
    "union_tag_not_found": Kind("{name} is missing", "required"),
    "greater_than_equal": Kind("{name} must be at least {bound}", ">= {bound}"),
    "greater_than": Kind("{name} must be above {bound}", "> {bound}"),
    "less_than_equal": Kind("{name} must be at most {bound}", "<= {bound}"),
    "less_than": Kind("{name} must be below {bound}", "< {bound}"),
    "finite_number": Kind("{name} must be a finite number", "finite"),
    "float_type": Kind("{name} must be a number", "number"),
    "int_type": Kind("{name} must be a whole number", "integer"),
    "int_from_float": Kind("{name} must be a whole number", "integer"),
    "int_parsing_size": Kind("{name} has too many digits", "fewer digits"),
    "literal_error": Kind("{name} is not known", "one of {expected}"),
    "string_type": Kind("{name} must be a text", "text"),
    "string_unicode": Kind("{name} holds characters that are not Unicode", "text"),
    "string_too_short": Kind("{name} must not be empty", "at least {min_length} characters"),
    "string_too_long": Kind("{name} is too long", "at most {max_length} characters"),
    "too_long": Kind("{name} has too many entries", "at most {max_length}"),
    "too_short": Kind("{name} has too few entries", "at least {min_length}"),
    "tuple_type": Kind("{name} must be a list", "list"),
    "bool_type": Kind("{name} must be true or false", "true or false"),
    "list_type": Kind("{name} must be a list", "list"),
    "model_type": Kind("{name} must be an object", "object"),
    "model_attributes_type": Kind("{name} must be an object", "object"),
    "dict_type": Kind("{name} must be an object", "object"),
    # of a scene
    "newer_version": Kind("this scene was made by a newer Ravine, which writes version {version}", "<= {bound}"),
    "setting": Kind("{says}", "{bound}"),
    "together": Kind("{says}", "{says}"),
    "too_much": Kind("steps times lanes is too large", "<= {most}"),
    "too_many_runs": Kind("steps times the runs of all walkers is too large", "<= {most}"),
    # of a trajectory
    "not_packed": Kind("{name} must be numbers of 8 bytes, packed as base64", "base64"),
    "rows": Kind("a path must have an x and a y in every row, and must not be longer than a run", "1 ... {most} rows"),
    "rows_of_loss": Kind("there must be one loss for every row", "= {rows}"),
    "not_computed": Kind("a path from a file is drawn, not computed", "a walker with a method"),
    "too_far": Kind("a position is too far away", "-{most} ... {most}"),
    # of a fork
    "unlike": Kind("{after} cannot go on with the state of {before}", "a method whose state is that of {before}"),
    "outside_run": Kind("the fork must lie within the run", "1 ... {last}"),
    "too_deep": Kind("a walker is forked at most {most} times, each time later than before", "<= {most} forks, with rising steps"),
    # of surfaces made of examples
    "no_examples": Kind("{name} is for surfaces made of examples", "a surface made of examples"),
    "no_example": Kind("an example is three numbers: the inputs a and b and the target t", "[a, b, t]"),
    "batch_too_large": Kind("its mini-batch of {batch} is more than the {most} examples: make it smaller", "<= {most}"),
    "too_many_examples": Kind("steps times examples in a step is too large", "<= {most}"),
    "early_own": Kind("the part before a fork runs on the walker's own ground, and cannot have another one", "only in the walker"),
    "not_frozen": Kind("the coordinates of this method act on each other, so that none can be frozen", "a method without coupling"),
    # of tuning
    "goes_on": Kind("a walker that goes on from another one has a past that tuning would not know", "a walker without a fork"),
    "remembers": Kind("this method remembers every step: a run that is tuned must be shorter", "<= {most}"),
    "no_minimum": Kind("this surface has no minimum: no loss is the goal", "a surface with a minimum"),
    "too_much_tuning": Kind("settings times starts times steps times lanes is too large", "<= {most}"),
    "early_runs": Kind("the part before a fork is run as often as the walker, so it cannot say how often itself", "only in the walker"),
    # of intervals
    "order": Kind("the first number must be below the second", "first < second"),
    "narrow": Kind(NARROW, "second - first >= {least}"),
    "falling": Kind("the interval must rise", "> {bound}"),
    "narrow_end": Kind(NARROW, ">= {bound}"),
    "half": Kind("the interval must have two ends", "as {other} is said"),
    "low_high": Kind("high must be above low", "{limit}"),
    # of maps
    "log_of_nothing": Kind("a logarithmic axis must begin above zero", "> 0"),
    "one_or_more": Kind("this axis must end below 1", "< 1"),
    "one_number": Kind("an axis of whole numbers must hold two of them", ">= {bound}"),
    "no_axis": Kind("an axis is a path, with its range if it is not the usual one", "{form}"),
    "axes_alike": Kind("the two axes must be different", "another path"),
    "forked": Kind("a forked walker has no map", "a walker without a fork"),
    "map_too_long": Kind("the map takes too many steps", "<= {most}"),
    "looks_back": Kind("this method remembers every step: a map of it must be shorter", "<= {most}"),
    "map_too_large": Kind("a map in JSON must be smaller", "<= {most} pixels"),
    # of what does not fit the scene
    "no_lane": Kind("there is no lane of this number", "0 ... {last}"),
    "no_step": Kind("the run has no such step", "<= {last}"),
    "no_chart": Kind("there is no such chart", "of {known}"),
    "no_knob": Kind("this path leads to no knob that is one number", "a path as {example}"),
    "panels": Kind("there must be one panel per lane", "= {lanes}"),
    # of lessons of one's own
    "control": Kind("{name} holds a character that nobody can see: {sign}", "no control characters"),
    "no_option": Kind("there is no option of this number", "0 ... {last}"),
    "no_lesson_number": Kind("there is no lesson of this number", "1 ... {last}"),
    "no_field": Kind("this path leads to no field of the scene", "a path as lanes.0.optimizer.knobs.lr"),
    # of a class
    "class_code": Kind("a class code is eight digits, and the first is not 0", "eight digits"),
    "class_token": Kind("{name} must be 11 to 43 letters, digits, hyphens or underscores", "11 ... 43 of A-Z a-z 0-9 - _"),
    "class_link": Kind("{name} must be the part of a link behind #", "1. and letters, digits, hyphens or underscores"),
    "class_event": Kind("{name} must be small letters and underscores", "a-z _"),
    # of queries and files
    "within": Kind("{name} must be within -{most} ... {most}", "-{most} ... {most}"),
    "no_surface": Kind("there is no surface {key}", "one of {known}", 404),
    "no_lesson": Kind("there is no lesson {key}", "one of {known}", 404),
    "no_writer": Kind("there is no way to write {suffix} files", "one of {known}"),
    # of messages and of the server
    "not_json": Kind("the message is not JSON: {reason}", "JSON", 400),
    "not_text": Kind("the message is not text in {encoding}: byte {byte} at position {position}", "UTF-8", 400),
    "binary": Kind("binary messages are not understood", "text"),
    "body_type": Kind("the body must be application/json", "application/json", 415),
    "body_too_large": Kind("the body is too large", "<= {most} bytes", 413),
    "message_too_large": Kind("the message is too large", "<= {most} bytes", 413),
    "head_too_large": Kind("the request line and headers are too large", "<= {most} bytes", 431),
    "too_slow": Kind("the request took too long to arrive", "<= {most} s", 408),
    "crowded": Kind("the server has too many connections, try again in a second", "<= {most} connections", 503),
    "not_served": Kind("{says}", "", 404),
    "one_worker": Kind("a class needs one worker, or a Redis that all of them share", "one worker, or RAVINE_REDIS_URL", 503),
    "busy": Kind("the server is busy, try again in a second", "< {most} waiting", 503),
    "takes_too_long": Kind("this takes longer than the server allows: ask for less", "<= {most} seconds", 503),
    "ended": Kind("the server stopped before it was done: try again", "", 503),
    "failed": Kind("the server failed: {kind}", "", 500),
}
"""All kinds of faults by code. The page has translations of the templates (static/lang)."""
