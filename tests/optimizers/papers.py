"""Optimizers that have a peer, written a second time from their papers: every step goes over all that was."""

import math

from tests.optimizers.brute_force import averages

# As in `brute_force`: the next position in one coordinate from the rows x_0 ... x_(t-1), the gradients g_1 ... g_t, the rates so far.


def gradient_descent(rows, past, rates):
    return rows[-1] - rates[-1] * past[-1]


def velocity(past, mu):
    """Return the sum of all gradients, each mu^(steps ago) times."""
    return math.fsum(mu ** (len(past) - i) * g for i, g in enumerate(past, 1))


def momentum(rows, past, rates, mu):
    return rows[-1] - rates[-1] * velocity(past, mu)


def nesterov(rows, past, rates, mu):
    return rows[-1] - rates[-1] * (past[-1] + mu * velocity(past, mu))


def adagrad(rows, past, rates, eps):
    return rows[-1] - rates[-1] * past[-1] / (math.sqrt(math.fsum(g * g for g in past)) + eps)


def adadelta(rows, past, rates, rho, eps):
    v = u = delta = 0.0
    for g in past:
        v = rho * v + (1 - rho) * g * g
        delta = math.sqrt((u + eps) / (v + eps)) * g
        u = rho * u + (1 - rho) * delta * delta
    return rows[-1] - rates[-1] * delta


def rmsprop(rows, past, rates, alpha, eps):
    return rows[-1] - rates[-1] * past[-1] / (math.sqrt(averages(past, 0.0, alpha)[1]) + eps)


def rprop(rows, past, rates, eta_minus, eta_plus, step_min, step_max):
    size, before, g = rates[0], 0.0, 0.0
    for seen in past:
        g = 0.0 if seen * before < 0 else seen
        factor = eta_plus if seen * before > 0 else eta_minus if seen * before < 0 else 1.0
        size, before = min(max(size * factor, step_min), step_max), g
    return rows[-1] - (math.copysign(size, g) if g else 0.0)


def adam(rows, past, rates, beta1, beta2, eps):
    (m, v), t = averages(past, beta1, beta2), len(past)
    return rows[-1] - rates[-1] * m / (1 - beta1**t) / (math.sqrt(v / (1 - beta2**t)) + eps)


def adamw(rows, past, rates, beta1, beta2, eps, weight_decay):
    return adam(rows, past, rates, beta1, beta2, eps) - rates[-1] * weight_decay * rows[-1]


def amsgrad_torch(rows, past, rates, beta1, beta2, eps):
    t = len(past)
    v = v_max = 0.0
    for g in past:
        v = beta2 * v + (1 - beta2) * g * g
        v_max = max(v_max, v)
    m, _ = averages(past, beta1, beta2)
    return rows[-1] - rates[-1] * m / (1 - beta1**t) / (math.sqrt(v_max / (1 - beta2**t)) + eps)


def adamax(rows, past, rates, beta1, beta2, eps):
    t = len(past)
    m, _ = averages(past, beta1, beta2)
    return rows[-1] - rates[-1] * m / (1 - beta1**t) / max(beta2 ** (t - i) * (abs(g) + eps) for i, g in enumerate(past, 1))


def nadam(rows, past, rates, beta1, beta2, eps, momentum_decay):
    t = len(past)
    mu = [beta1 * (1 - 0.5 * 0.96 ** (i * momentum_decay)) for i in range(1, t + 2)]
    m, v = averages(past, beta1, beta2)
    m_bar = mu[t] * m / (1 - math.prod(mu)) + (1 - mu[t - 1]) * past[-1] / (1 - math.prod(mu[:t]))
    return rows[-1] - rates[-1] * m_bar / (math.sqrt(v / (1 - beta2**t)) + eps)


def adabelief(rows, past, rates, beta1, beta2, eps, eps_root):
    m = s = 0.0
    t = len(past)
    for g in past:
        m = beta1 * m + (1 - beta1) * g
        s = beta2 * s + (1 - beta2) * (g - m) ** 2 + eps_root
    return rows[-1] - rates[-1] * m / (1 - beta1**t) / (math.sqrt(s / (1 - beta2**t)) + eps)


def yogi(rows, past, rates, beta1, beta2, eps):
    t, v = len(past), 1e-6
    for g in past:
        v = v - (1 - beta2) * g * g * ((v > g * g) - (v < g * g))
    m = averages(past, beta1, beta2)[0] + 1e-6 * beta1**t
    return rows[-1] - rates[-1] * m / (1 - beta1**t) / (math.sqrt(v / (1 - beta2**t)) + eps)


def lion(rows, past, rates, beta1, beta2, weight_decay):
    *before, g = past
    update = beta1 * averages(before, beta2, beta2)[0] + (1 - beta1) * g
    return rows[-1] - rates[-1] * ((math.copysign(1.0, update) if update else 0.0) + weight_decay * rows[-1])


def adan(rows, past, rates, beta1, beta2, beta3, eps, eps_root):
    t = len(past)
    changes = [b - a for a, b in zip([past[0], *past], past, strict=False)]
    m, _ = averages(past, beta1, beta1)
    v, _ = averages(changes, beta2, beta2)
    _, n = averages([g + beta2 * change for g, change in zip(past, changes, strict=True)], beta3, beta3)
    m_hat = m / (1 - beta1**t) + beta2 * v / (1 - beta2**t)
    return rows[-1] - rates[-1] * m_hat / (math.sqrt(n / (1 - beta3**t) + eps_root) + eps)


def lookahead(rows, past, rates, sync_period, slow_step, mu):
    fast = momentum(rows, past, rates, mu)
    if len(past) % sync_period:
        return fast
    return rows[-sync_period] + slow_step * (fast - rows[-sync_period])
