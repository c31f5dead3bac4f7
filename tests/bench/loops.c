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

#define LOOP(name, state, body)                                                                                            \
    static double name##_step(double x, double g, long t, double lr, double *st, const double *h, double *rate) body        \
    void name(const double *k, double x, double y, const double *lr, long n, const double *h, double *rows, double *rates) { \
        double sx[8] = {0}, sy[8] = {0}, f, gx, gy;                                                                         \
        surface volatile chosen = ellipse;                                                                                  \
        surface at = chosen;                                                                                                \
        at(x, y, k, &f, &gx, &gy);                                                                                          \
        for (long i = 0; i <= n; i++) {                                                                                     \
            rows[i] = x; rows[n + 1 + i] = y; rows[2 * (n + 1) + i] = f; rows[3 * (n + 1) + i] = sqrt(gx * gx + gy * gy);    \
            if (i == n || !(x * x + y * y <= 1e18)) return;                                                                 \
            x = name##_step(x, gx, i + 1, lr[i], sx, h, rates + i);                                                         \
            y = name##_step(y, gy, i + 1, lr[i], sy, h, rates + n + i);                                                     \
            at(x, y, k, &f, &gx, &gy);                                                                                      \
        }                                                                                                                   \
    }

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
