"""What is wrong with one's own examples, and with a combination of knobs of a surface made of examples."""

from collections.abc import Callable, Collection

from surfaces.data.model import LEAST, Model, Rows
from surfaces.data.recipes import MOST_MIXED, Values, chosen
from surfaces.sentence import Sentence
from surfaces.surface import SettingError


class ExamplesError(SettingError):
    """One's own examples that a model does not take."""

    def __init__(self, setting: str, bound: str, says: Sentence) -> None:
        super().__init__(says)
        self.setting, self.bound = setting, bound


def refuse(model: Model, name: str, rows: Rows) -> None:
    """Refuse a single training example, and targets of classes beyond 0 and 1, where the loss would have no lower bound."""
    if name == "examples" and 0 < len(rows) < LEAST:
        raise ExamplesError(name, f"0, or >= {LEAST} examples", Sentence("one's own examples are {least} at least", least=LEAST))
    wrong = next((i for i, (_, _, t) in enumerate(rows) if model.classes and not 0 <= t <= 1), None)
    if wrong is not None:
        says = Sentence(
            "targets of classes lie between 0 and 1: that of example {number} is {t}", number=wrong + 1, t=f"{rows[wrong][2]:g}"
        )
        raise ExamplesError(name, "0 ... 1", says)


def wrong(values: Values, count: Callable[[], int], own: Collection[str]) -> tuple[str, Sentence, str] | None:
    """Return what `Data.check` returns; `count()` is the number of training examples."""
    on = chosen(values)
    if len(on) > 1:
        says = Sentence("{first} and {second} are two recipes: a walker has one at most", first=on[0], second=on[1])
        return next((name for name in reversed(on[:2]) if name in own), on[1]), says, "one recipe"
    if values.get("mix") and (n := count()) > MOST_MIXED:
        says = Sentence("mixup mixes every pair: it takes at most {most} examples, and there are {n}", most=MOST_MIXED, n=n)
        return "n" if "n" in own and "mix" not in own else "mix", says, f"n <= {MOST_MIXED}"
    return None
