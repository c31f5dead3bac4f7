"""Lanes in PyTorch."""

from app.exports.scripts.lane import Part, filled, loop
from surfaces.data.recipes import chosen

NAME = "PyTorch"
HEAD = "import torch\n\ntorch.set_default_dtype(torch.float64)"


def loads(part: Part) -> bool:
    """Return whether torch itself hands out the examples: no recipe changes them from step to step."""
    return part.lane.batch is not None and not chosen(part.landscape.knobs)


def loader(part: Part) -> list[str]:
    """Return the lines that make a DataLoader with the engine's order; with a recipe, those that draw what the steps see."""
    if not loads(part):
        return part.begins()
    return [
        f"numbers, _ = batches_{part.index}()",
        "order = [[int(i) for i in row if i >= 0] for row in numbers]",
        f"examples = torch.utils.data.TensorDataset(torch.tensor(table_{part.index}()[:, 1:]))",
        "loader = torch.utils.data.DataLoader(examples, batch_sampler=order)",
    ]


def head(part: Part) -> str:
    """Return the head of the loop over the steps."""
    return "for t, (rate, (batch,)) in enumerate(zip(rates, loader), 1):" if loads(part) else "for t, rate in enumerate(rates, 1):"


def sees(part: Part) -> list[str]:
    """Return the lines of the loop that make `seen`, the gradient on the examples of a step's mini-batch."""
    if not loads(part):
        return part.sees()
    return [
        "batch = np.column_stack([np.full(len(batch), 1 / len(batch)), batch.numpy()])",
        "seen = lambda x, y: grad(x, y, batch)",
    ]


def lines(part: Part) -> list[str] | None:
    """Return the body of a lane's function; None if torch does not have the method."""
    call = part.call("torch")
    if call is None:
        return None
    made = filled(call.text.replace("{p}", "[p]" if part.even else "groups"), part.lane.optimizer.values())
    return (together if part.even else apart)(part, made)


def together(part: Part, made: str) -> list[str]:
    """Return the body if both coordinates have the same rate: one parameter of shape (2,)."""
    before = [*part.rates(), *loader(part), "p = torch.nn.Parameter(torch.tensor(START))", f"optimizer = {made}"]
    body = [
        *sees(part),
        *part.loss_factor(),
        *part.gradient(),
        'optimizer.param_groups[0]["lr"] = float(rate)',
        "p.grad = torch.tensor(g)",
        "optimizer.step()",
        *([f"p.data = torch.tensor({part.held('p.detach().numpy()')})"] if part.lane.freeze else []),
    ]
    return loop(part, before, body, "p.detach().numpy().copy()", head(part))


def apart(part: Part, made: str) -> list[str]:
    """Return the body if the rates differ: a parameter and a group for each coordinate."""
    before = [
        *part.rates(),
        *loader(part),
        f"scales = {part.lane.lr_scale!r}",
        "p = [torch.nn.Parameter(torch.tensor(side)) for side in START]",
        'groups = [{"params": [side], "lr": rates[0] * scale} for side, scale in zip(p, scales)]',
        f"optimizer = {made}",
    ]
    body = [
        *sees(part),
        *part.loss_factor(),
        *part.gradient(),
        "for group, side, slope, scale in zip(optimizer.param_groups, p, g, scales):",
        '    group["lr"], side.grad = float(rate * scale), torch.tensor(slope)',
        "optimizer.step()",
        *(
            [f"for side, now in zip(p, {part.held('[each.item() for each in p]')}):", "    side.data = torch.tensor(now)"]
            if part.lane.freeze
            else []
        ),
    ]
    return loop(part, before, body, "np.array([side.item() for side in p])", head(part))
