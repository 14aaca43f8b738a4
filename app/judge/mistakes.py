"""The small mistakes that are put into a solution: what could stand in the place of one node of its tree.

Each operator looks at a `Place` and proposes other nodes. Mistakes that never change anything (the sides of `maximum`
exchanged) are left out: somebody would have to declare them.
"""

import ast
import copy
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

# What the text of a mutant may call beside Python and torch; `app.judge.trial` defines both.
DETACHED, HALVED = "without_gradient", "with_half_gradient"

TWINS = (
    ("sum", "mean"), ("sum", "prod"), ("cumsum", "cumprod"), ("max", "min"), ("amax", "amin"), ("argmax", "argmin"),
    ("maximum", "minimum"), ("any", "all"), ("var", "std"), ("sqrt", "square"), ("exp", "log"), ("sin", "cos"),
    ("floor", "ceil"), ("triu", "tril"), ("zeros", "ones"), ("zeros_like", "ones_like"), ("new_zeros", "new_ones"),
    ("logical_and", "logical_or"), ("add_", "sub_"), ("mul_", "div_"), ("vstack", "hstack"), ("train", "eval"),
    ("softmax", "log_softmax"), ("softmax", "sigmoid"),
)  # fmt: skip
REDUCTIONS = ("mean", "sum", "none")
COMPARED: dict[type[ast.cmpop], tuple[type[ast.cmpop], ...]] = {
    ast.Lt: (ast.LtE, ast.GtE), ast.LtE: (ast.Lt, ast.Gt), ast.Gt: (ast.GtE, ast.LtE), ast.GtE: (ast.Gt, ast.Lt),
    ast.Eq: (ast.NotEq,), ast.NotEq: (ast.Eq,), ast.Is: (ast.IsNot,), ast.IsNot: (ast.Is,),
    ast.In: (ast.NotIn,), ast.NotIn: (ast.In,),
}  # fmt: skip
COMPUTED: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Div, ast.Div: ast.Mult, ast.MatMult: ast.Mult,
    ast.Pow: ast.Mult, ast.FloorDiv: ast.Mult, ast.Mod: ast.FloorDiv, ast.BitAnd: ast.BitOr, ast.BitOr: ast.BitAnd,
    ast.BitXor: ast.BitOr, ast.LShift: ast.RShift, ast.RShift: ast.LShift,
}  # fmt: skip
ONE_SIDED = (ast.Sub, ast.Div, ast.MatMult, ast.Pow, ast.FloorDiv, ast.Mod)
EVEN_HANDED = {
    "max", "min", "maximum", "minimum", "eq", "ne", "equal", "add", "mul", "logical_and", "logical_or", "dot",
    "transpose", "swapaxes", "promote_types",
}  # fmt: skip
MODULES = {"torch", "math", "F", "nn", "np", "numpy", "functional", "itertools", "functools", "heapq", "linalg", "re"}
KEPT_KEYWORDS = {"device", "strict"}  # on the CPU the first changes nothing, and the second is no part of the result
UNCHANGED_CALLS = {"super", "isinstance", "range", "getattr", "setattr", "hasattr", "print"}  # dropping them is noise
SMALL = 1e-2  # a constant below this, in a sum, is an epsilon


@dataclass(frozen=True)
class Place:
    """A node, where it hangs, and everything above it, the nearest last."""

    node: ast.AST
    owner: ast.AST
    field: str
    index: int | None
    above: tuple[ast.AST, ...]

    def put(self, node: ast.AST) -> None:
        if self.index is None:
            setattr(self.owner, self.field, node)
        else:
            getattr(self.owner, self.field)[self.index] = node

    @property
    def function(self) -> bool:
        """Whether a function is running here."""
        inner = [node for node in self.above if isinstance(node, ast.FunctionDef | ast.ClassDef | ast.Lambda)]
        return bool(inner) and isinstance(inner[-1], ast.FunctionDef)


def changes(place: Place) -> Iterator[ast.AST]:
    """Everything that may stand here instead."""
    for operator in STATEMENTS if isinstance(place.node, ast.stmt) else EXPRESSIONS:
        yield from operator(place)


def _with(node: Any, **fields: Any) -> Any:
    """A copy of one node, with other children."""
    twin = copy.copy(node)
    for field, value in fields.items():
        setattr(twin, field, value)
    return twin


def _call(name: str, argument: ast.expr) -> ast.Call:
    return ast.Call(ast.Name(name, ast.Load()), [argument], [])


def number(node: ast.AST | None) -> int | float | None:
    """The number that a literal stands for, its sign included."""
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        value = number(node.operand) if isinstance(node.operand, ast.Constant) else None
        return None if value is None else -value
    if isinstance(node, ast.Constant) and type(node.value) in (int, float):
        return node.value  # type: ignore[return-value]
    return None


def _literal(value: float) -> ast.expr:
    return ast.UnaryOp(ast.USub(), ast.Constant(-value)) if value < 0 else ast.Constant(value)


def _number_changed(place: Place) -> Iterator[ast.AST]:
    """0 ↔ 1, one more, one less (another dimension), twice, the other sign."""
    value = number(place.node)
    if value is None or (number(place.owner) is not None):  # the digits of a negative number are no number
        return
    if isinstance(value, int):
        others: list[float] = [value + 1, value - 1, 2 * value]
    else:
        others = [value + 1.0, 2 * value, *([0.0] if abs(value) < SMALL or value == 1 else [])]
    others += [-value] if value < 0 else []
    yield from (_literal(other) for other in dict.fromkeys(others) if other != value)


def _word_changed(place: Place) -> Iterator[ast.AST]:
    """True ↔ False; another reduction; no text where a default is one."""
    node = place.node
    if not isinstance(node, ast.Constant):
        return
    if isinstance(node.value, bool):
        yield ast.Constant(not node.value)
    elif node.value in REDUCTIONS:
        yield from (ast.Constant(word) for word in REDUCTIONS if word != node.value)
    elif isinstance(node.value, str) and node.value and isinstance(place.owner, ast.arguments):
        yield ast.Constant("")


def _dim_shifted(place: Place) -> Iterator[ast.AST]:
    node = place.node
    named = isinstance(place.owner, ast.keyword) and place.owner.arg in ("dim", "axis")
    passed = isinstance(place.owner, ast.Call) and isinstance(node, ast.Name) and node.id in ("dim", "axis")
    if isinstance(node, ast.Name) and (named or passed):
        yield ast.BinOp(node, ast.Add(), ast.Constant(1))
        yield ast.BinOp(node, ast.Sub(), ast.Constant(1))


def _sign_dropped(place: Place) -> Iterator[ast.AST]:
    node = place.node
    if isinstance(node, ast.UnaryOp) and number(node) is None:
        yield node.operand  # of -, ~ and not


def _epsilon_moved(place: Place) -> Iterator[ast.AST]:
    """sqrt(v + eps) → sqrt(v) + eps; and a sum without its epsilon."""
    node = place.node
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
        yield from (other for eps, other in _sides(node) if _is_epsilon(eps))
    inner, root = _root(node)
    if root is not None and isinstance(inner, ast.BinOp) and isinstance(inner.op, ast.Add):
        for eps, other in _sides(inner):
            if _is_epsilon(eps):
                yield root(other, eps)


def _sides(node: ast.BinOp) -> tuple[tuple[ast.expr, ast.expr], tuple[ast.expr, ast.expr]]:
    return (node.right, node.left), (node.left, node.right)


def _is_epsilon(node: ast.expr) -> bool:
    value = number(node)
    name = node.id if isinstance(node, ast.Name) else node.attr if isinstance(node, ast.Attribute) else ""
    return "eps" in name or (isinstance(value, float) and 0 < value < SMALL)


Root = Callable[[ast.expr, ast.expr], ast.expr]


def _root(node: ast.AST) -> tuple[ast.expr | None, Root | None]:
    """What a root is taken of, and how to take it of something else, the epsilon added afterwards."""

    def outside(root: ast.expr, eps: ast.expr, inverse: bool) -> ast.expr:
        total = ast.BinOp(root, ast.Add(), eps)
        return ast.BinOp(ast.Constant(1), ast.Div(), total) if inverse else total

    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in ("sqrt", "rsqrt"):
        inverse, func = node.func.attr == "rsqrt", _with(node.func, attr="sqrt")
        if node.args:
            return node.args[0], lambda v, eps: outside(_with(node, func=func, args=[v]), eps, inverse)
        return node.func.value, lambda v, eps: outside(_with(node, func=_with(func, value=v)), eps, inverse)
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Pow) and abs(number(node.right) or 0) == 0.5:
        inverse = (number(node.right) or 0) < 0
        return node.left, lambda v, eps: outside(_with(node, left=v, right=ast.Constant(0.5)), eps, inverse)
    return None, None


def _compared_otherwise(place: Place) -> Iterator[ast.AST]:
    node = place.node
    if isinstance(node, ast.Compare):
        for at, op in enumerate(node.ops):
            for other in COMPARED.get(type(op), ()):
                yield _with(node, ops=[*node.ops[:at], other(), *node.ops[at + 1 :]])


def _computed_otherwise(place: Place) -> Iterator[ast.AST]:
    """Another operator; the sides of one that is not symmetric exchanged."""
    node = place.node
    if isinstance(node, ast.BinOp):
        if type(node.op) in COMPUTED:
            yield _with(node, op=COMPUTED[type(node.op)]())
        if isinstance(node.op, ONE_SIDED):
            yield _with(node, left=node.right, right=node.left)
    elif isinstance(node, ast.BoolOp):
        yield _with(node, op=ast.Or() if isinstance(node.op, ast.And) else ast.And())


def _condition_negated(place: Place) -> Iterator[ast.AST]:
    node = place.node
    tested = place.field == "test" or isinstance(place.owner, ast.BoolOp)
    if tested and isinstance(node, ast.Name | ast.Attribute | ast.Call | ast.Subscript | ast.BoolOp):
        yield ast.UnaryOp(ast.Not(), node)


def _call_changed(place: Place) -> Iterator[ast.AST]:
    """Dropped: x.exp() → x, torch.exp(x) → x. Arguments exchanged, one named argument left out, Bessel's correction."""
    node = place.node
    if not isinstance(node, ast.Call):
        return
    yield from _call_dropped(node)
    args = node.args
    name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
    if name not in EVEN_HANDED | UNCHANGED_CALLS:
        for at in range(len(args) - 1):
            if not any(isinstance(arg, ast.Starred) for arg in args[at : at + 2]):
                yield _with(node, args=[*args[:at], args[at + 1], args[at], *args[at + 2 :]])
    for at, keyword in enumerate(node.keywords):
        flag = isinstance(keyword.value, ast.Constant) and isinstance(keyword.value.value, bool)  # flipped elsewhere
        if keyword.arg and keyword.arg not in KEPT_KEYWORDS and not flag:
            yield _with(node, keywords=[*node.keywords[:at], *node.keywords[at + 1 :]])
    corrected = any(keyword.arg in ("correction", "unbiased") for keyword in node.keywords)
    if name in ("var", "std", "var_mean", "std_mean") and not corrected:
        yield _with(node, keywords=[*node.keywords, ast.keyword("correction", ast.Constant(0))])


def _call_dropped(node: ast.Call) -> Iterator[ast.AST]:
    func = node.func
    plain = node.args and not isinstance(node.args[0], ast.Starred | ast.GeneratorExp)
    if isinstance(func, ast.Attribute):
        owner = ast.unparse(func.value)
        if owner.split(".")[0] in MODULES or owner in ("self", "cls"):
            if plain:
                yield node.args[0]
        elif not owner.startswith("super("):
            yield func.value
    elif plain and isinstance(func, ast.Name) and func.id not in UNCHANGED_CALLS:
        yield node.args[0]


def _named_otherwise(place: Place) -> Iterator[ast.AST]:
    """sum ↔ mean, amax ↔ amin, triu ↔ tril, …, where the name is called."""
    node = place.node
    if place.field != "func":
        return
    if isinstance(node, ast.Attribute):
        yield from (_with(node, attr=twin) for twin in _twins(node.attr))
    elif isinstance(node, ast.Name):
        yield from (_with(node, id=twin) for twin in _twins(node.id))


def _twins(name: str) -> list[str]:
    return [other for pair in TWINS if name in pair for other in pair if other != name]


# ---- statements ------------------------------------------------------------------------------------------------------


def _deleted(place: Place) -> Iterator[ast.AST]:
    node = place.node
    if not isinstance(node, ast.Pass | ast.FunctionDef | ast.ClassDef | ast.Global | ast.Nonlocal):
        yield ast.Pass()
    if isinstance(node, ast.Break | ast.Continue):
        yield ast.Continue() if isinstance(node, ast.Break) else ast.Break()
    if isinstance(node, ast.With):
        yield ast.If(ast.Constant(True), node.body, [])
    if isinstance(node, ast.FunctionDef):
        yield from (
            _with(node, decorator_list=[d for d in node.decorator_list if d is not dropped])
            for dropped in node.decorator_list
        )


def _assigned_otherwise(place: Place) -> Iterator[ast.AST]:
    """Returned at once, cut from the graph, or with half the gradient."""
    node = place.node
    if isinstance(node, ast.AugAssign) and type(node.op) in COMPUTED:
        yield _with(node, op=COMPUTED[type(node.op)]())
    if isinstance(node, ast.Assign | ast.AugAssign):
        target = node.targets[0] if isinstance(node, ast.Assign) else node.target
        if place.function and isinstance(target, ast.Name) and not _returned_next(place, target.id):
            value = node.value if isinstance(node, ast.Assign) else ast.BinOp(_load(target), node.op, node.value)
            yield ast.Return(value)
        for name in (DETACHED, HALVED):
            yield _with(node, value=_call(name, node.value))


def _returned_next(place: Place, name: str) -> bool:
    """Whether `return name` follows anyway, in this block or where it ends."""
    owner, field, index = place.owner, place.field, place.index
    for above in reversed(place.above):
        block = getattr(owner, field)
        after = block[(index or 0) + 1 :]
        if after:
            value = after[0].value if isinstance(after[0], ast.Return) else None
            return isinstance(value, ast.Name) and value.id == name
        if not isinstance(owner, ast.If | ast.With):
            return False
        outer = place.above[place.above.index(above) - 1]
        for outer_field, value in ast.iter_fields(outer):
            if isinstance(value, list) and owner in value:
                owner, field, index = outer, outer_field, value.index(owner)
                break
    return False


def _load(target: ast.Name) -> ast.expr:
    return ast.Name(target.id, ast.Load())


def _returned_otherwise(place: Place) -> Iterator[ast.AST]:
    node = place.node
    if not isinstance(node, ast.Return) or node.value is None:
        return
    for name in (DETACHED, HALVED):
        if isinstance(node.value, ast.Tuple):
            parts = node.value.elts
            for at, part in enumerate(parts):
                changed = [*parts[:at], _call(name, part), *parts[at + 1 :]]
                if not isinstance(part, ast.Starred):
                    yield _with(node, value=_with(node.value, elts=changed))
        else:
            yield _with(node, value=_call(name, node.value))


Operator = Callable[[Place], Iterator[ast.AST]]
STATEMENTS: tuple[Operator, ...] = (_deleted, _assigned_otherwise, _returned_otherwise)
EXPRESSIONS: tuple[Operator, ...] = (
    _number_changed, _word_changed, _dim_shifted, _sign_dropped, _epsilon_moved, _compared_otherwise,
    _computed_otherwise, _condition_negated, _call_changed, _named_otherwise,
)  # fmt: skip
