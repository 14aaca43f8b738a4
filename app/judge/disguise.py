"""One more attack that fits every problem: the oracle itself, handed in with its built-ins under other names.

Most references are PyTorch's own operator, which the problem forbids. Here each forbidden name is put together when the
code runs, `getattr(torch, "soft" + "max")`, so that no look at the source can see it: what runs has to be stopped.
"""

import ast

from app.judge.attempt import Job
from app.judge.forbidden import matches, scan
from app.judge.judge import Judge
from app.judge.oracle import Oracle
from app.judge.syntax import parse


class _Disguise(ast.NodeTransformer):
    """Forbidden attributes and imports become calls of getattr."""

    def __init__(self, patterns: list[str]) -> None:
        self.patterns = patterns

    def visit_Attribute(self, node: ast.Attribute) -> ast.AST:
        self.generic_visit(node)
        if not isinstance(node.ctx, ast.Load) or not matches(node.attr, self.patterns):
            return node
        return ast.copy_location(_by_name(node.value, node.attr), node)

    def visit_ImportFrom(self, node: ast.ImportFrom) -> list[ast.stmt]:
        """`from torch import nn as layers`: what is forbidden is got from the module by its name."""
        hidden = [item for item in node.names if matches(item.name, self.patterns)]
        shown = [item for item in node.names if item not in hidden]
        rest: list[ast.stmt] = [ast.ImportFrom(node.module, shown, node.level)] if shown else []
        (statement,) = parse(f"__import__('importlib').import_module({node.module!r})").body
        assert isinstance(statement, ast.Expr)
        for item in hidden:
            target = ast.Name(item.asname or item.name, ast.Store())
            rest.append(ast.Assign([target], _by_name(statement.value, item.name)))
        return [ast.copy_location(part, node) for part in rest]


def _by_name(owner: ast.expr, name: str) -> ast.Call:
    """getattr(owner, "na" + "me")"""
    half = len(name) // 2
    spelt = ast.BinOp(ast.Constant(name[:half]), ast.Add(), ast.Constant(name[half:]))
    return ast.Call(ast.Name("getattr", ast.Load()), [owner, spelt], [])


def disguised(source: str, patterns: list[str]) -> str | None:
    """The source without a forbidden name in it; None where it has none, or has one that cannot be hidden."""
    if not scan(parse(source), patterns):
        return None
    tree = ast.fix_missing_locations(_Disguise(patterns).visit(parse(source)))
    return None if scan(tree, patterns) else ast.unparse(tree)


def attacked(oracle: Oracle, judge: Judge) -> tuple[int, list[str]]:
    """How many attacks were rejected, 1 or 0, and a sentence where one was not."""
    source = disguised((oracle.problem.folder / "reference.py").read_text(), list(oracle.problem.forbid))
    if source is None:
        return 0, []
    report = judge.judge(Job("check", oracle.problem.slug, source, salt=0, until_failure=True), lambda _: None)
    if report["verdict"] == "forbidden_api":
        return 1, []
    return 0, [f"the attack “the built-in by another name” is not stopped: {report['verdict']}, {report['sentence']}"]
