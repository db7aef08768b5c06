"""Writes tables.inc: the constants behind the kernel's fast exponential and normal draws.

    python3 engine/kernel/make_tables.py > engine/kernel/tables.inc

Ziggurats: Marsaglia & Tsang (2000), J. Statistical Software 5(8), 256 layers of equal area, with 52-bit positions.
Inverse normal: cubics through Chebyshev nodes, eight to an octave of the tail probability, in the manner of the
hierarchical segments of Cheung et al. (2007), IEEE TVLSI 15(8):952-962.
Nothing here is fitted to data; tests hold every table against Boost.Math.
"""
import math
from statistics import NormalDist

N_LAYER = 256


def ziggurat(f, inverse_f, tail_area):
    """Edges x[0..256] and heights f(x): x[1] is where the tail starts, x[0] the width of the base layer as a box."""
    def overshoot(r):
        v = r * f(r) + tail_area(r)
        x = r
        for _ in range(N_LAYER - 2):
            y = f(x) + v / x
            if y >= f(0):
                return 1.0
            x = inverse_f(y)
        return f(x) + v / x - f(0)
    low, high = 1.0, 20.0
    for _ in range(200):  # bisection: overshoot falls with r
        middle = 0.5 * (low + high)
        if overshoot(middle) > 0:
            low = middle
        else:
            high = middle
    r = high
    v = r * f(r) + tail_area(r)
    x = [v / f(r), r]
    while len(x) < N_LAYER:
        x.append(inverse_f(f(x[-1]) + v / x[-1]))
    x.append(0.0)
    return x


def show_ziggurat(name, f, x):
    print(f"// edge of layer i: x, and the density at x (mode = 1); layer i lies between edges i and i + 1")
    print(f"constinit ZigguratTable const {name}{{")
    print("    .reach = {{")
    for i in range(N_LAYER):  # a position j in [0, 2^52) of layer i stands for j * scale; it is surely inside below `sure`
        sure = int(math.floor(x[i + 1] / x[i] * 2.0**52))
        print(f"        {{{(x[i] * 2.0**-52).hex()}, {sure}}},")
    print("    }},")
    print("    .height = {{")
    heights = [0.0 if i == 0 else f(x[i]) for i in range(N_LAYER + 1)]
    for i in range(0, N_LAYER + 1, 4):
        print("        " + ", ".join(h.hex() for h in heights[i:i + 4]) + ",")
    print("    }},")
    print(f"    .tail_start = {x[1].hex()},")
    print("};\n")


def inverse_normal():
    """Cubic coefficients of z(f), f = v + 1/2 in segments of 1/8 octave from 2^-1 to 2^31; z = -quantile(f / 2^32)."""
    quantile = NormalDist().inv_cdf
    nodes = [0.5 - 0.5 * math.cos((2 * k + 1) * math.pi / 8) for k in range(4)]
    rows = []
    for segment in range(32 * 8 + 1):
        octave, eighth = divmod(segment, 8)
        start = 2.0**(octave - 1) * (1 + eighth / 8)
        width = 2.0**(octave - 1) / 8
        if octave == 32:  # only f = 2^31 itself: p = 1/2
            rows.append([0.0] * 4)
            continue
        z = [-quantile((start + t * width) * 2.0**-32) for t in nodes]
        # Newton's divided differences, then expanded to powers of t
        d = list(z)
        for order in range(1, 4):
            for k in range(3, order - 1, -1):
                d[k] = (d[k] - d[k - 1]) / (nodes[k] - nodes[k - order])
        c = [d[3], 0.0, 0.0, 0.0]
        for k in (2, 1, 0):
            c = [d[k] - nodes[k] * c[0]] + [c[j - 1] - nodes[k] * c[j] for j in range(1, 4)]
        rows.append(c)
    return rows


def single(x):
    import struct
    return struct.unpack("f", struct.pack("f", x))[0].hex() + "F"


print("// Written by make_tables.py; do not edit.\n")
show_ziggurat("exponential_ziggurat", lambda x: math.exp(-x),
              ziggurat(lambda x: math.exp(-x), lambda y: -math.log(y), lambda r: math.exp(-r)))
show_ziggurat("normal_ziggurat", lambda x: math.exp(-0.5 * x * x),
              ziggurat(lambda x: math.exp(-0.5 * x * x), lambda y: math.sqrt(-2 * math.log(y)),
                       lambda r: math.sqrt(math.pi / 2) * math.erfc(r / math.sqrt(2))))
rows = inverse_normal()
print(f"// z = c0 + t (c1 + t (c2 + t c3)) in each segment, t in [0, 1); [coefficient][segment]")
print(f"alignas(64) constinit float const inverse_normal[4][{len(rows)}] = {{")
for k in range(4):
    print("    {")
    for i in range(0, len(rows), 6):
        print("        " + ", ".join(single(row[k]) for row in rows[i:i + 6]) + ",")
    print("    },")
print("};")
