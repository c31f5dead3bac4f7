"""Lanes in PyTorch."""

from app.exports.scripts.lane import Part, filled, loop

NAME = "PyTorch"
HEAD = "import torch\n\ntorch.set_default_dtype(torch.float64)"

METHODS = {
    "gradient_descent": "torch.optim.SGD({p}, lr={lr})",
    "momentum": "torch.optim.SGD({p}, lr={lr}, momentum={mu})",
    "nesterov": "torch.optim.SGD({p}, lr={lr}, momentum={mu}, nesterov=True)",
    "adagrad": "torch.optim.Adagrad({p}, lr={lr}, eps={eps})",
    "adadelta": "torch.optim.Adadelta({p}, lr={lr}, rho={rho}, eps={eps})",
    "rmsprop": "torch.optim.RMSprop({p}, lr={lr}, alpha={alpha}, eps={eps})",
    "rprop": "torch.optim.Rprop({p}, lr={lr}, etas=({eta_minus}, {eta_plus}), step_sizes=({step_min}, {step_max}))",
    "adam": "torch.optim.Adam({p}, lr={lr}, betas=({beta1}, {beta2}), eps={eps})",
    "adamw": "torch.optim.AdamW({p}, lr={lr}, betas=({beta1}, {beta2}), eps={eps}, weight_decay={weight_decay})",
    "amsgrad_torch": "torch.optim.Adam({p}, lr={lr}, betas=({beta1}, {beta2}), eps={eps}, amsgrad=True)",
    "adamax": "torch.optim.Adamax({p}, lr={lr}, betas=({beta1}, {beta2}), eps={eps})",
    "nadam": "torch.optim.NAdam({p}, lr={lr}, betas=({beta1}, {beta2}), eps={eps}, momentum_decay={momentum_decay})",
    "radam": "torch.optim.RAdam({p}, lr={lr}, betas=({beta1}, {beta2}), eps={eps})",
}


def lines(part: Part) -> list[str] | None:
    """Return the body of a lane's function; None if torch does not have the method."""
    template = METHODS.get(part.lane.optimizer.key)
    if template is None:
        return None
    made = filled(template.replace("{p}", "[p]" if part.even else "groups"), part.lane.optimizer.values())
    return (together if part.even else apart)(part, made)


def together(part: Part, made: str) -> list[str]:
    """Return the body if both coordinates have the same rate: one parameter of shape (2,)."""
    before = [*part.rates(), "p = torch.nn.Parameter(torch.tensor(START))", f"optimizer = {made}"]
    body = [
        *part.heard(),
        *part.seen(),
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
        *part.heard(),
        *part.seen(),
        "for group, side, slope, scale in zip(optimizer.param_groups, p, g, scales):",
        '    group["lr"], side.grad = float(rate * scale), torch.tensor(slope)',
        "optimizer.step()",
    ]
    return loop(before, body, "np.array([side.item() for side in p])")
