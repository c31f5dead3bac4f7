"""Schedules, one file each; the file name is the key."""

from app.schedules.schedule import Schedule
from surfaces.collect import collect

SCHEDULES: dict[str, Schedule] = collect(__name__, __path__, "SCHEDULE")
