from app.judge.cases import Case


def case(name, values, capital=False, public=False):
    call = "as_capital_tensor_like" if capital else "as_tensor_like"
    return Case(name, call, kwargs={"values": values}, public=public)


def cases():
    yield case("integers", [[1, 2, 3], [4, 5, 6]], public=True)
    yield case("one float among integers", [1, 3, 2.5], public=True)
    yield case("integers in a capital Tensor", [1, 2, 3], capital=True, public=True)
    yield case("a float first", [0.5, 2, True])
    yield case("booleans", [[True], [False]])
    yield case("booleans and integers", [False, 2, True])
    yield case("booleans and floats", [[True, 0.5], [False, -2.0]])
    yield case("a float deep inside", [[[1, 2]], [[3, 4]], [[5, 6.0]]])
    yield case("a bare number", 7)
    yield case("an empty list", [])
    yield case("two empty rows", [[], []])
    yield case("large integers", [2**53 + 1, -(2**62) - 1])
    yield case("tenths", [0.1, -0.3])
    yield case("an integer beyond 24 bits", [[2**24 + 1, 0.5]])
    yield case("a float too large", [1e40, 1])
    yield case("booleans in a capital Tensor", [[True, False]], capital=True)
    yield case("large integers in a capital Tensor", [2**24 + 1, 5], capital=True)
