/* The same recorded loop in C, one function per optimizer: x, y, loss, gradient norm and the two rates of every step, on
   the ellipse through a function pointer, as the engine has it. Each method's step is written as its Python file has it. */
#include <math.h>

typedef void (*surface)(double x, double y, const double *k, double *f, double *gx, double *gy);

static void ellipse(double x, double y, const double *k, double *f, double *gx, double *gy) {
    double c = cos(k[2]), s = sin(k[2]), u = c * x + s * y, v = c * y - s * x;
    double a = k[0] * u, b = k[0] * k[1] * v;
    *f = k[0] * (u * u + k[1] * v * v) / 2;
    *gx = c * a - s * b;
    *gy = s * a + c * b;
}

/* `state` numbers per coordinate; `begin`, two times as many, holds them before the first step. */
#define LOOP(name, state, ...)                                                                                             \
    static double name##_step(double x, double g, long t, double lr, double *st, const double *h, double *rate) __VA_ARGS__ \
    void name(const double *restrict k, double x, double y, const double *restrict lr, long n, const double *restrict h,    \
              double *restrict rows, double *restrict rates, const double *restrict begin) {                               \
        double sx[8] = {0}, sy[8] = {0}, f, gx, gy;                                                                         \
        surface volatile chosen = ellipse;                                                                                  \
        surface at = chosen;                                                                                                \
        for (int j = 0; j < state; j++) sx[j] = begin[j], sy[j] = begin[state + j];                                         \
        at(x, y, k, &f, &gx, &gy);                                                                                          \
        for (long i = 0; i <= n; i++) {                                                                                     \
            rows[i] = x; rows[n + 1 + i] = y; rows[2 * (n + 1) + i] = f; rows[3 * (n + 1) + i] = sqrt(gx * gx + gy * gy);    \
            if (i == n || !(x * x + y * y <= 1e18)) return;                                                                 \
            x = name##_step(x, gx, i + 1, lr[i], sx, h, rates + i);                                                         \
            y = name##_step(y, gy, i + 1, lr[i], sy, h, rates + n + i);                                                     \
            at(x, y, k, &f, &gx, &gy);                                                                                      \
        }                                                                                                                   \
    }

static double sign(double a) { return (a > 0) - (a < 0); }

LOOP(gradient_descent, 0, { *rate = lr; return x - lr * g; })
LOOP(momentum, 1, { st[0] = h[0] * st[0] + g; *rate = lr; return x - lr * st[0]; })
LOOP(nesterov, 1, { st[0] = h[0] * st[0] + g; *rate = lr; return x - lr * (g + h[0] * st[0]); })
LOOP(adagrad, 1, { st[0] += g * g; double s = sqrt(st[0]) + h[0]; *rate = lr / s; return x - lr * g / (s + (s == 0)); })
LOOP(adagrad_mean, 1, { st[0] += g * g; double s = sqrt(st[0] / t) + h[0]; *rate = lr / s; return x - lr * g / (s + (s == 0)); })
LOOP(rmsprop, 1, { st[0] = h[0] * st[0] + (1 - h[0]) * g * g; double s = sqrt(st[0]) + h[1]; *rate = lr / s; return x - lr * g / (s + (s == 0)); })
LOOP(rmsprop_lecture, 1, {
    double a = h[0] * (t > 1);
    st[0] = a * st[0] + (1 - a) * g * g;
    double s = sqrt(st[0]) + h[1];
    *rate = lr / s;
    return x - lr * g / (s + (s == 0));
})
LOOP(adam_uncorrected, 2, {
    st[0] = h[0] * st[0] + (1 - h[0]) * g;
    st[1] = h[1] * st[1] + (1 - h[1]) * g * g;
    double s = sqrt(st[1]) + h[2];
    *rate = lr / s;
    return x - lr * st[0] / (s + (s == 0));
})
LOOP(adam, 4, {
    st[0] = h[0] * st[0] + (1 - h[0]) * g;
    st[1] = h[1] * st[1] + (1 - h[1]) * g * g;
    st[2] = h[0] * st[2] + (1 - h[0]);
    st[3] = h[1] * st[3] + (1 - h[1]);
    double s = sqrt(st[1] / st[3]) + h[2];
    *rate = lr / s;
    return x - lr * (st[0] / st[2]) / (s + (s == 0));
})
LOOP(adamw, 4, {
    x -= lr * h[3] * x;
    st[0] = h[0] * st[0] + (1 - h[0]) * g;
    st[1] = h[1] * st[1] + (1 - h[1]) * g * g;
    st[2] = h[0] * st[2] + (1 - h[0]);
    st[3] = h[1] * st[3] + (1 - h[1]);
    double s = sqrt(st[1] / st[3]) + h[2];
    *rate = lr / s;
    return x - lr * (st[0] / st[2]) / (s + (s == 0));
})
LOOP(amsgrad_torch, 5, {
    st[0] = h[0] * st[0] + (1 - h[0]) * g;
    st[1] = h[1] * st[1] + (1 - h[1]) * g * g;
    st[2] = st[1] > st[2] ? st[1] : st[2];
    st[3] = h[0] * st[3] + (1 - h[0]);
    st[4] = h[1] * st[4] + (1 - h[1]);
    double s = sqrt(st[2] / st[4]) + h[2];
    *rate = lr / s;
    return x - lr * (st[0] / st[3]) / (s + (s == 0));
})
LOOP(adamax, 3, {
    st[0] = h[0] * st[0] + (1 - h[0]) * g;
    st[2] = h[0] * st[2] + (1 - h[0]);
    double old = h[1] * st[1], now = fabs(g) + h[2];
    st[1] = old > now ? old : now;
    *rate = lr / st[1];
    return x - lr * (st[0] / st[2]) / (st[1] + (st[1] == 0));
})
LOOP(nadam, 5, {
    if (t == 1) st[5] = pow(0.96, h[3]); /* once: gcc does not take it out of the loop by itself */
    st[2] *= st[5];
    double mu = h[0] * (1 - 0.5 * st[2]), next = h[0] * (1 - 0.5 * st[2] * st[5]);
    st[3] *= mu;
    st[0] = h[0] * st[0] + (1 - h[0]) * g;
    st[1] = h[1] * st[1] + (1 - h[1]) * g * g;
    st[4] = h[1] * st[4] + (1 - h[1]);
    double mean = next * st[0] / (1 - st[3] * next) + (1 - mu) * g / (1 - st[3]);
    double s = sqrt(st[1] / st[4]) + h[2];
    *rate = lr / s;
    return x - lr * mean / (s + (s == 0));
})
LOOP(lion, 1, {
    double update = sign(h[0] * st[0] + (1 - h[0]) * g);
    st[0] = h[1] * st[0] + (1 - h[1]) * g;
    *rate = lr;
    return x - lr * (update + h[2] * x);
})
LOOP(adabelief, 4, {
    st[0] = h[0] * st[0] + (1 - h[0]) * g;
    st[1] = h[1] * st[1] + (1 - h[1]) * (g - st[0]) * (g - st[0]) + h[3];
    st[2] = h[0] * st[2] + (1 - h[0]);
    st[3] = h[1] * st[3] + (1 - h[1]);
    double s = sqrt(st[1] / st[3]) + h[2];
    *rate = lr / s;
    return x - lr * (st[0] / st[2]) / (s + (s == 0));
})
LOOP(adadelta, 3, {
    st[0] = h[0] * st[0] + (1 - h[0]) * g * g;
    double moved = sqrt(st[1] + h[1]), size = sqrt(st[0] + h[1]);
    st[2] = size / (moved + (moved == 0));
    double delta = moved * g / (size + (size == 0));
    st[1] = h[0] * st[1] + (1 - h[0]) * delta * delta;
    *rate = lr / st[2];
    return x - lr * delta;
})
LOOP(yogi, 4, {
    st[0] = h[0] * st[0] + (1 - h[0]) * g;
    st[1] -= (1 - h[1]) * sign(st[1] - g * g) * g * g;
    st[2] = h[0] * st[2] + (1 - h[0]);
    st[3] = h[1] * st[3] + (1 - h[1]);
    double s = sqrt(st[1] / st[3]) + h[2];
    *rate = lr / s;
    return x - lr * (st[0] / st[2]) / (s + (s == 0));
})
LOOP(sign_sgd, 0, { *rate = lr; return x - lr * sign(g); })
LOOP(momentum_ema, 1, { st[0] = h[0] * st[0] + (1 - h[0]) * g; *rate = lr; return x - lr * st[0]; })
LOOP(momentum_polyak, 1, { st[0] = h[0] * st[0] - lr * g; *rate = lr; return x + st[0]; })
LOOP(rprop, 2, {
    double turn = g * st[0], size = st[1] + lr * (t == 1);
    size *= turn > 0 ? h[1] : turn < 0 ? h[0] : 1;
    size = size > h[2] ? size : h[2];
    st[1] = size < h[3] ? size : h[3];
    double move = turn < 0 ? 0 : st[1] * sign(g);
    st[0] = turn < 0 ? 0 : g;
    *rate = lr;
    return x - move;
})
