from app.judge.cases import Case


def cases():
    yield Case(
        "a line",
        "Value",
        kwargs={"leaves": {"a": 2.0, "b": -3.0, "c": 10.0}, "program": ["d = a * b", "L = d + c", "L.backward()"]},
        public=True,
    )
    yield Case(
        "used twice",
        "Value",
        kwargs={"leaves": {"a": 3.0}, "program": ["b = a + a", "L = b * b", "L.backward()"]},
        public=True,
    )
    yield Case(
        "a neuron",
        "Value",
        kwargs={
            "leaves": {"x": 2.0, "w": -3.0, "b": 6.5493061443340549},
            "program": ["n = x * w + b", "L = n.tanh()", "L.backward()"],
        },
        public=True,
    )
    yield Case(
        "a leaf left out",
        "Value",
        kwargs={"leaves": {"a": 2.5, "b": 4.0}, "program": ["unused = a * b", "a.backward()"]},
    )
    yield Case(
        "numbers on both sides",
        "Value",
        kwargs={
            "leaves": {"a": 1.5, "b": -2.0, "c": 0.75, "d": 6.5, "e": 2.5, "f": -6.0, "g": 3.5, "h": 8.0},
            "program": [
                "left = (3 + a) * 2.5 + (2 * b) + (5 - c) * 7 + 3 / d",
                "right = (e + 4) * (f * -2.0) - (g - 9) * 0.5 + h / 5 - -a",
                "L = left * right",
                "L.backward()",
            ],
        },
    )
    yield Case(
        "division",
        "Value",
        kwargs={
            "leaves": {"a": -3.0, "b": 4.0, "c": 1.7},
            "program": ["q = a / b", "one = c / c", "L = q * 2.0 + one", "L.backward()"],
        },
    )
    yield Case(
        "powers",
        "Value",
        kwargs={
            "leaves": {"a": -2.0, "b": 6.25, "c": 0.5},
            "program": ["L = 3.0 * a**3 + b**0.5 - 5 * c**-2", "L.backward()"],
        },
    )
    yield Case(
        "equal numbers",
        "Value",
        kwargs={
            "leaves": {"a": 2.0, "b": 2.0},
            "program": ["p = a + 5.0", "q = b + 5.0", "L = p * q", "L.backward()"],
        },
    )
    yield Case(
        "the square of zero",
        "Value",
        kwargs={"leaves": {"a": 0.0, "b": 3.0}, "program": ["L = a**2 + a * b", "L.backward()"]},
    )
    yield Case(
        "exp on the way",
        "Value",
        kwargs={"leaves": {"a": -0.7, "b": 1.3}, "program": ["e = (a * b).exp()", "L = e * b", "L.backward()"]},
    )
    yield Case(
        "relu at the kink",
        "Value",
        kwargs={
            "leaves": {"a": -0.75, "b": 0.0, "c": 2.5},
            "program": ["off = a.relu()", "L = 3 * off + 5 * b.relu() + 7 * c.relu()", "L.backward()"],
        },
    )
    yield Case(
        "two ways to the same node",
        "Value",
        kwargs={
            "leaves": {"a": 1.25, "b": -0.5},
            "program": ["c = a * b", "d = c + 3", "e = c * d", "f = d * c", "L = e.tanh() * 2.0 + f", "L.backward()"],
        },
    )
    yield Case(
        "through all three",
        "Value",
        kwargs={
            "leaves": {"a": 0.6, "b": -0.4},
            "program": ["c = a * b + 1.0", "L = c.exp() + c.tanh() * 2.0 + c.relu() * 3.0 + c**2", "L.backward()"],
        },
    )
    yield Case(
        "two results",
        "Value",
        kwargs={
            "leaves": {"a": 3.0, "b": 4.0},
            "program": ["p = a * b", "p.backward()", "q = a * a", "q.backward()"],
        },
    )
    yield Case(
        "saturated",
        "Value",
        kwargs={
            "leaves": {"a": 1000.0, "b": -1000.0, "c": 0.25},
            "program": ["L = a.tanh() + b.tanh() * 3.0 + c.tanh()", "L.backward()"],
        },
    )
    yield Case(
        "doubled and halved sixty times",
        "Value",
        kwargs={"leaves": {"a": 0.75}, "program": ["L = a", "for _ in range(60): L = (L + L) * 0.5", "L.backward()"]},
    )
    yield Case(
        "four thousand steps deep",
        "Value",
        kwargs={
            "leaves": {"a": 0.5, "b": 0.999},
            "program": ["L = a", "for _ in range(2000): L = L * b + a", "L.backward()"],
        },
    )
