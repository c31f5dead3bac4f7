"""Examples of one's own for a surface: pasted as text, or those that it has, standardised."""

from collections.abc import Sequence
from typing import Annotated

import numpy as np
from pydantic import Field

from app.engine.landscape import Array
from app.scene.choices import Strict, SurfaceChoice
from app.scene.class_names import Names
from app.scene.examples_text import EVERY, LARGEST, Example, examples, parted
from app.scene.faults import Refused, single
from app.scene.limits import LONGEST_TABLE
from app.scene.saved_examples import saved
from app.scene.unreadable import refused, shown
from surfaces.data.model import Model
from surfaces.sentence import Sentence

NAMES = ("a", "b")


class Pasted(Strict):
    """A surface, and a text with examples for it. With `standardise`, inputs get mean 0 and standard deviation 1.

    Without a text, the inputs of the surface's own examples are standardised.
    """

    surface: SurfaceChoice
    text: Annotated[str, Field(max_length=LONGEST_TABLE)] | None = None
    standardise: bool = False

    def chosen(self) -> tuple[SurfaceChoice, Names]:
        """Return the surface with its new examples, and the names of the classes 0 and 1 if the text has words for them; raise Refused."""
        landscape = self.surface.landscape()
        names: Names = ()
        data = landscape.surface().data
        if data is None:
            raise single("no_examples", "surface.key", self.surface.key, name="text")
        if self.text is None:
            if not self.standardise:
                raise single("missing", "text", name="text")
            train, held = data.base(landscape.knobs, held=False), data.base(landscape.knobs, held=True)
        else:
            train, held, names = pasted(self.text, data.model)
        if self.standardise:
            train, held = standardised(train, held)
        made = {"examples": [*map(tuple, train.tolist())], "held": [*map(tuple, held.tolist())]}
        return fitting(type(self.surface).model_validate({**self.surface.model_dump(), **made})), names


def fitting(surface: SurfaceChoice) -> SurfaceChoice:
    """Return a surface if its knobs can do with its examples what they say; raise Refused."""
    landscape = surface.landscape()
    if wrong := landscape.data().check(*landscape.arguments()):
        name, says, bound = wrong
        raise single("setting", f"surface.knobs.{name}", landscape.knobs[name], says=says, bound=bound)
    return surface


def pasted(text: str, model: Model) -> tuple[Array, Array, Names]:
    """Return training and validation examples a, b, t of a text, each of shape (rows, 3), and names of its classes; raise Refused."""
    if divided := saved(text, model.classes):
        return np.array(divided[0], dtype=np.float64), np.array(divided[1], dtype=np.float64), ()
    rows, names = examples(text, model.classes, model.intercept)
    train, held = parted(rows)
    for wrong in (one_class(train, names) if model.classes else None, level(train, model)):
        if wrong:
            raise wrong
    return np.array(train, dtype=np.float64), np.array(held, dtype=np.float64), names


def one_class(train: Sequence[Example], names: Names) -> Refused | None:
    """Return why these targets teach nothing, if all are the same class."""
    targets = {t for _, _, t in train}
    if len(targets) > 1:
        return None
    number = targets.pop()
    says = Sentence(
        "all training examples are of class {value}: two classes are needed (line {every} of every {every} is for validation)",
        value=shown(names[int(number)]) if names else f"{number:g}", every=EVERY,
    )  # fmt: skip
    return refused(says, "", "two classes" if names else "both 0 and 1")


def level(train: Sequence[Example], model: Model) -> Refused | None:
    """Return what is wrong with an input that is the same in every training example; one of two may be the intercept, 1."""
    own = dict(zip(NAMES[: 2 if model.intercept else 1], zip(*train, strict=True), strict=False))
    same = {name: values for name, values in own.items() if len(set(values)) == 1}
    for name, values in same.items():
        if len(same) == len(own) or values[0] != model.intercept:
            says = Sentence(
                "input {name} is {value} in every training example: it tells them nothing apart", name=name, value=f"{values[0]:g}"
            )
            return refused(says, f"{values[0]:g}", "at least two values")
    return None


def standardised(train: Array, held: Array) -> tuple[Array, Array]:
    """Return the examples with inputs of mean 0 and standard deviation 1, by those of the training examples; a constant input stays.

    Source: StandardScaler of scikit-learn, which divides by the deviation of the population.
    """
    inputs = train[:, :2]
    same = (inputs == inputs[0]).all(axis=0)
    mean, size = np.where(same, 0.0, inputs.mean(axis=0)), np.where(same, 1.0, inputs.std(axis=0))
    if not (size > 0).all():
        raise refused(Sentence("the inputs are too close to each other to be standardised"), "", "a standard deviation above 0")
    train, held = (np.column_stack([(each[:, :2] - mean) / size, each[:, 2]]) for each in (train, held))
    if np.abs(held[:, :2]).max(initial=0.0) > LARGEST:
        raise refused(Sentence("a validation example lies too far from the training examples to be standardised"), "", f"<= {LARGEST:g}")
    return train, held
