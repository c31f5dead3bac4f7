"""Lanes in PyTorch."""

from app.exports.scripts.lane import Part, filled, loop

NAME = "PyTorch"
HEAD = "import torch\n\ntorch.set_default_dtype(torch.float64)"


def lines(part: Part) -> list[str] | None:
    """Return the body of a lane's function; None if torch does not have the method."""
    call = part.call("torch")
    if call is None:
        return None
    made = filled(call.text.replace("{p}", "[p]" if part.even else "groups"), part.lane.optimizer.values())
    return (together if part.even else apart)(part, made)


def together(part: Part, made: str) -> list[str]:
    """Return the body if both coordinates have the same rate: one parameter of shape (2,)."""
    before = [*part.rates(), "p = torch.nn.Parameter(torch.tensor(START))", f"optimizer = {made}"]
    body = [
        *part.loss_factor(),
        *part.gradient(),
        'optimizer.param_groups[0]["lr"] = float(rate)',
        "p.grad = torch.tensor(g)",
        "optimizer.step()",
    ]
    return loop(before, body, "p.detach().numpy().copy()")


def apart(part: Part, made: str) -> list[str]:
    """Return the body if the rates differ: a parameter and a group for each coordinate."""
    before = [
        *part.rates(),
        f"scales = {part.lane.lr_scale!r}",
        "p = [torch.nn.Parameter(torch.tensor(side)) for side in START]",
        'groups = [{"params": [side], "lr": rates[0] * scale} for side, scale in zip(p, scales)]',
        f"optimizer = {made}",
    ]
    body = [
        *part.loss_factor(),
        *part.gradient(),
        "for group, side, slope, scale in zip(optimizer.param_groups, p, g, scales):",
        '    group["lr"], side.grad = float(rate * scale), torch.tensor(slope)',
        "optimizer.step()",
    ]
    return loop(before, body, "np.array([side.item() for side in p])")
