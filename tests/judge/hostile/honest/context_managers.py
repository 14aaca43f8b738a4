"""contextlib: contextmanager, suppress, ExitStack, redirect_stdout."""

import contextlib
import io

import torch


@contextlib.contextmanager
def shifted(x, dim):
    yield x - x.amax(dim, keepdim=True)


def softmax(x, dim):
    with contextlib.ExitStack() as stack, contextlib.suppress(ZeroDivisionError):
        text = stack.enter_context(contextlib.redirect_stdout(io.StringIO()))
        print("unseen")
        y = stack.enter_context(shifted(x, dim))
        e = torch.exp(y)
        assert text.getvalue() == "unseen\n"
        return e / e.sum(dim, keepdim=True)
