"""Calls `numerical_gradient` with the function that the case names; a function cannot travel to the runner."""

import torch

FUNCTIONS = {
    "two terms": lambda x: x[0] ** 2 + 3 * x[1],
    "cubes": lambda x: (x**3).sum(),
    "a layer": lambda x, weight, bias: torch.tanh(x @ weight + bias).square().sum(),
    "a number": lambda x: torch.exp(x) + x**2,
    "a product of all": lambda x: torch.cos(x).prod() + (x[0] * x[1]).sum(),
    "by columns": lambda x: (x[:, 0] ** 3 - x[:, 1] * x[:, -1]).sum() + 1000,
}


def drive(solution, case):
    given = case.kwargs
    step = {"h": given["h"]} if "h" in given else {}
    return solution.numerical_gradient(FUNCTIONS[given["function"]], given["tensors"], **step)
