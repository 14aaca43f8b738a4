"""Each reference, and each solution that learners are shown, against PyTorch's own operator, on inputs nobody chose."""

import itertools
import math
import os
from collections import Counter

import pytest
import torch
import torch.nn.functional as F
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from torch import Tensor, nn

from app.judge.call import CaseView
from app.judge.cost import Meter
from app.judge.oracle import Problems
from app.judge.trees import flatten

# `make fuzz` asks for thousands; nobody waits for those in `make test`.
EXAMPLES = int(os.environ.get("FUZZ_EXAMPLES", "25"))
few = settings(deadline=None, max_examples=EXAMPLES, suppress_health_check=[HealthCheck.function_scoped_fixture])
seeds = st.integers(0, 2**20)
sizes = st.integers(1, 5)


def draw(seed: int, *shape: int, scale: float = 1.0) -> Tensor:
    generator = torch.Generator().manual_seed(seed)
    return torch.randn(shape, generator=generator, dtype=torch.float64) * scale


def programs(problems: Problems, slug: str):
    oracle = problems[slug]
    return [oracle.reference, *oracle.accepted]


def functions(problems: Problems, slug: str, name: str):
    return [getattr(program.module, name) for program in programs(problems, slug)]


def same(got, want, what="") -> None:
    leaves, others = dict(flatten(got)), dict(flatten(want))
    assert leaves.keys() == others.keys()
    for path, leaf in leaves.items():
        torch.testing.assert_close(
            leaf, others[path], rtol=1e-8, atol=1e-9, equal_nan=True, msg=lambda m: f"{what} {m}"
        )


def with_gradients(function, inputs: list[Tensor], cotangent_seed: int):
    """What a function gives, and the gradients of a random combination of its entries."""
    leaves = [value.clone().requires_grad_() for value in inputs]
    output = function(*leaves)
    gradients = torch.autograd.grad(output, leaves, draw(cotangent_seed, *output.shape), allow_unused=True)
    zeros = [torch.zeros_like(leaf) if g is None else g for leaf, g in zip(leaves, gradients, strict=True)]
    return output.detach(), zeros


shapes = st.lists(sizes, min_size=1, max_size=4)
scales = st.sampled_from([1e-3, 1.0, 30.0, 1e3])


@given(shapes, seeds, scales, st.data())
@few
def test_softmax(problems, shape, seed, scale, data):
    dim = data.draw(st.integers(-len(shape), len(shape) - 1))
    x = draw(seed, *shape, scale=scale)
    want = with_gradients(lambda v: torch.softmax(v, dim), [x], seed + 1)
    for softmax in functions(problems, "stable-softmax", "softmax"):
        same(with_gradients(lambda v: softmax(v, dim), [x], seed + 1), want)  # noqa: B023


@given(shapes, seeds, scales, st.data())
@few
def test_softmax_backward(problems, shape, seed, scale, data):
    dim = data.draw(st.integers(-len(shape), len(shape) - 1))
    x, g = draw(seed, *shape, scale=scale), draw(seed + 1, *shape)
    leaf = x.clone().requires_grad_()
    (want,) = torch.autograd.grad(torch.softmax(leaf, dim), leaf, g)
    for softmax_backward in functions(problems, "softmax-backward", "softmax_backward"):
        same(softmax_backward(g, x, dim), want)


specials = st.lists(
    st.sampled_from([0.0, -0.0, 1.0, -1.0, 1e-300, torch.inf, -torch.inf, torch.nan]), min_size=1, max_size=6
)


@given(specials, seeds)
@few
def test_relu_and_its_backward(problems, numbers, seed):
    x = torch.tensor(numbers, dtype=torch.float64)
    g = draw(seed, len(numbers))
    want = with_gradients(torch.relu, [x], seed)
    for relu in functions(problems, "relu-by-mask", "relu"):
        same(with_gradients(relu, [x], seed), want)
    backward = torch.ops.aten.threshold_backward(g, x, 0)
    for relu_backward in functions(problems, "relu-by-mask", "relu_backward"):
        same(relu_backward(g, x), backward)


@given(
    st.integers(1, 4),
    st.integers(2, 5),
    st.lists(st.integers(1, 3), max_size=2),
    st.booleans(),
    seeds,
    st.sampled_from(["mean", "sum", "none"]),
    st.sampled_from([0.0, 0.1, 0.75, 1.0]),
    st.sampled_from([-100, 0, 1]),
    st.sampled_from([0.0, 0.3, 1.0]),
    scales,
)
@few
def test_cross_entropy(problems, n, classes, more, one, seed, reduction, smoothing, ignored, how_many, scale):
    """All arguments; a batch, a single sample, more dimensions; nothing, something or everything ignored."""
    shape = [classes] if one else [n, classes, *more]
    target_shape = [] if one else [n, *more]
    logits = draw(seed, *shape, scale=scale)
    generator = torch.Generator().manual_seed(seed)
    target = torch.randint(0, classes, target_shape, generator=generator)
    target = torch.where(torch.rand(target_shape, generator=generator) < how_many, ignored, target)
    arguments = {"ignore_index": ignored, "reduction": reduction, "label_smoothing": smoothing}
    want = with_gradients(lambda v: F.cross_entropy(v, target, **arguments), [logits], seed + 1)
    for cross_entropy in functions(problems, "cross-entropy", "cross_entropy"):
        before = target.clone()
        same(with_gradients(lambda v: cross_entropy(v, target, **arguments), [logits], seed + 1), want)  # noqa: B023
        assert torch.equal(target, before)


@given(
    st.integers(2, 5),
    st.integers(1, 4),
    st.lists(st.integers(1, 3), max_size=1),
    seeds,
    st.booleans(),
    st.booleans(),
    st.booleans(),
    st.sampled_from([0.1, 0.5, 1.0, 0.0]),
    st.sampled_from([1e-5, 1e-2]),
)
@few
def test_batch_norm_and_its_running_statistics(
    problems, n, channels, more, seed, training, tracked, affine, momentum, eps
):
    x = draw(seed, n, channels, *more) * 3 + 2
    weight, bias = (draw(seed + 1, channels), draw(seed + 2, channels)) if affine else (None, None)
    leaves = [x, weight, bias] if affine else [x]

    def run(batch_norm):
        running = [draw(seed + 3, channels), draw(seed + 4, channels).abs() + 0.1] if tracked else [None, None]

        def call(x, weight=None, bias=None):
            return batch_norm(x, *running, weight, bias, training, momentum, eps)

        return with_gradients(call, leaves, seed + 5), running

    training = training or not tracked  # without statistics there is nothing to evaluate with
    want = run(F.batch_norm)
    for batch_norm in functions(problems, "batchnorm1d", "batch_norm"):
        same(run(batch_norm), want, batch_norm.__code__.co_filename)


@given(st.integers(2, 5), st.lists(sizes, max_size=1), sizes, st.lists(st.booleans(), min_size=1, max_size=4), seeds)
@few
def test_a_repaired_batch_norm(problems, n, tokens, channels, modes, seed):
    """Against the layer of PyTorch, which wants rows: one call after the other, each in a mode of its own."""
    layers = [program.module.BatchNorm(channels).double() for program in programs(problems, "fix-batchnorm")]
    theirs = nn.BatchNorm1d(channels).double()
    for i, training in enumerate(modes):
        x = draw(seed + i, n, *tokens, channels) * 3 + 2
        want = with_gradients(lambda x: theirs.train(training)(x.flatten(0, -2)).reshape(x.shape), [x], i)  # noqa: B023
        for layer in layers:
            same(with_gradients(layer.train(training), [x], i), want)
            same([layer.running_mean, layer.running_var], [theirs.running_mean, theirs.running_var])


@given(shapes, seeds, st.booleans(), st.booleans(), st.sampled_from([1e-5, 0.1]), st.data())
@few
def test_layer_norm(problems, shape, seed, scaled, shifted, eps, data):
    normalized = shape[data.draw(st.integers(0, len(shape) - 1)) :]
    x = draw(seed, *shape) * 3 + 2
    weight = draw(seed + 1, *normalized) if scaled else None
    bias = draw(seed + 2, *normalized) if shifted else None
    leaves = [value for value in (x, weight, bias) if value is not None]

    def run(layer_norm):
        def call(x, *rest):
            given_ = iter(rest)
            arguments = [next(given_) if value is not None else None for value in (weight, bias)]
            return layer_norm(x, normalized, *arguments, eps)

        return with_gradients(call, leaves, seed + 3)

    want = run(F.layer_norm)
    for layer_norm in functions(problems, "layernorm", "layer_norm"):
        same(run(layer_norm), want)


@given(st.integers(1, 3), st.integers(1, 5), st.integers(1, 3), st.integers(1, 3), seeds, st.booleans())
@few
def test_multi_head_attention(problems, batch, length, heads, size, seed, causal):
    """Against nn.MultiheadAttention, which the reference does not use."""
    d = heads * size
    x = draw(seed, batch, length, d)
    weights = {
        "qkv.weight": draw(seed + 1, 3 * d, d),
        "qkv.bias": draw(seed + 2, 3 * d),
        "proj.weight": draw(seed + 3, d, d),
        "proj.bias": draw(seed + 4, d),
    }
    theirs = nn.MultiheadAttention(d, heads, batch_first=True, dtype=torch.float64)
    names = {"in_proj_weight": "qkv.weight", "in_proj_bias": "qkv.bias"}
    names |= {"out_proj.weight": "proj.weight", "out_proj.bias": "proj.bias"}
    theirs.load_state_dict({name: weights[own] for name, own in names.items()})
    mask = torch.ones(length, length, dtype=torch.bool).triu(1) if causal else None
    want = with_gradients(lambda v: theirs(v, v, v, attn_mask=mask, need_weights=False)[0], [x], seed)

    for program in programs(problems, "multi-head-attention"):

        def run(v, program=program):
            given_ = {"x": v, "weights": weights, "n_heads": heads, "causal": causal}
            return program.drive(program.module, CaseView("MultiHeadAttention", (), given_))

        same(with_gradients(run, [x], seed), want)


@given(
    st.integers(1, 3), st.integers(1, 3), st.integers(1, 3), st.lists(st.integers(1, 4), min_size=1, max_size=4), seeds
)
@few
def test_kv_cache(problems, batch, heads, size, chunks, seed):
    """However a sequence is cut into chunks, it is causal attention over the whole of it, each token projected once."""
    d = heads * size
    x = draw(seed, batch, sum(chunks), d)
    weights = {f"{name}_proj.weight": draw(seed + i, d, d) for i, name in enumerate(("q", "k", "v", "out"))}
    q, k, v = ((x @ weights[f"{n}_proj.weight"].T).unflatten(-1, (heads, size)).transpose(1, 2) for n in "qkv")
    attended = F.scaled_dot_product_attention(q, k, v, is_causal=True).transpose(1, 2).flatten(2)
    want = attended @ weights["out_proj.weight"].T
    for program in programs(problems, "kv-cache"):
        case = CaseView("CachedAttention", (), {"x": x, "weights": weights, "n_heads": heads, "chunks": chunks})
        meter = Meter(weights)
        with torch.no_grad(), meter.forward():
            outputs = program.drive(program.module, case)
        same(torch.cat([outputs[f"chunk {n}"] for n in range(1, len(chunks) + 1)], 1), want)
        _, flops = meter.counts().select(reading=["*"])
        assert flops == 4 * 2 * batch * sum(chunks) * d * d


@given(st.integers(1, 4), st.integers(1, 4), st.integers(1, 4), st.integers(2, 4), seeds)
@few
def test_an_mlp_by_hand(problems, n, inputs, hidden, classes, seed):
    x, y = draw(seed, n, inputs), torch.randint(0, classes, (n,), generator=torch.Generator().manual_seed(seed))
    parameters = [
        draw(seed + i, *shape) for i, shape in enumerate([(inputs, hidden), (hidden,), (hidden, classes), (classes,)])
    ]
    leaves = [parameter.clone().requires_grad_() for parameter in parameters]
    W1, b1, W2, b2 = leaves
    h = torch.relu(x @ W1 + b1)
    logits = h @ W2 + b2
    loss = F.cross_entropy(logits, y)
    want = (loss.detach(), *torch.autograd.grad(loss, (logits, W2, b2, h, W1, b1)))
    for mlp_gradients in functions(problems, "mlp-manual-backprop", "mlp_gradients"):
        same(tuple(part.detach() for part in mlp_gradients(x, y, *parameters)), want)


def byte_pairs(text: str, num_merges: int) -> list[tuple[int, int]]:
    """As plain as can be: count every pair of neighbours, merge the most frequent, the smallest on a tie."""
    ids, merges = list(text.encode()), []
    while len(merges) < num_merges:
        counts = Counter(itertools.pairwise(ids))
        if not counts or max(counts.values()) < 2:
            break
        pair = min(pair for pair, count in counts.items() if count == max(counts.values()))
        merged, at = [], 0
        while at < len(ids):
            if tuple(ids[at : at + 2]) == pair:
                merged.append(256 + len(merges))
                at += 2
            else:
                merged.append(ids[at])
                at += 1
        ids = merged
        merges.append(pair)
    return merges


@given(st.text("abé ", max_size=40), st.integers(0, 12))
@few
def test_byte_pairs(problems, text, num_merges):
    want = byte_pairs(text, num_merges)
    for bpe_train in functions(problems, "bpe-train", "bpe_train"):
        assert [tuple(pair) for pair in bpe_train(text, num_merges)] == want


operations = st.lists(
    st.tuples(
        st.sampled_from(["+", "-", "*", "/", "relu", "tanh", "exp", "neg", "**2"]),
        st.integers(0, 99),
        st.integers(0, 99),
    ),
    min_size=1,
    max_size=8,
)


@given(operations, st.lists(st.floats(0.5, 2).map(lambda v: round(v, 3)), min_size=2, max_size=3))
@few
def test_a_value_knows_its_gradient(problems, steps, leaves):
    """Random programs on numbers, held against torch's autograd on 0-d tensors."""
    names = [f"l{i}" for i in range(len(leaves))]
    values = {
        name: torch.tensor(number, dtype=torch.float64, requires_grad=True)
        for name, number in zip(names, leaves, strict=True)
    }
    lines, scope = [], dict(values)
    for number, (operation, i, j) in enumerate(steps):
        a, b = names[i % len(names)], names[j % len(names)]
        calls = {
            "relu": f"{a}.relu()",
            "tanh": f"{a}.tanh()",
            "exp": f"(0.1 * {a}).exp()",
            "neg": f"-{a}",
            "**2": f"{a} ** 2",
        }
        if operation == "/":
            calls["/"] = f"{a} / ({b} ** 2 + 1)"
        lines.append(f"n{number} = {calls.get(operation, f'{a} {operation} {b}')}")
        names.append(f"n{number}")
        exec(lines[-1], scope)
        if not torch.isfinite(scope[names[-1]]) or scope[names[-1]].abs() > 1e6:
            names.pop()
            lines.pop()
            if not lines:
                return
            break
    last = names[-1]
    gradients = torch.autograd.grad(scope[last], list(values.values()), allow_unused=True)
    for program in programs(problems, "micrograd-value"):
        given_ = {"leaves": dict(zip(values, leaves, strict=True)), "program": [*lines, f"{last}.backward()"]}
        report = program.drive(program.module, CaseView("Value", (), given_))
        assert report["data"][last] == pytest.approx(float(scope[last].detach()), rel=1e-9)
        for name, gradient in zip(values, gradients, strict=True):
            assert report["grad"][name] == pytest.approx(
                0.0 if gradient is None else float(gradient), rel=1e-9, abs=1e-12
            )


@given(shapes, seeds, scales)
@few
def test_silu(problems, shape, seed, scale):
    x, grad_output = draw(seed, *shape, scale=scale), draw(seed + 1, *shape)
    want = with_gradients(F.silu, [x], seed)
    dx = torch.ops.aten.silu_backward(grad_output, x)
    for program in programs(problems, "silu"):
        same(with_gradients(program.module.silu, [x], seed), want, program.file)
        out = torch.full((*shape, 2), 7.0, dtype=x.dtype)
        assert program.module.silu(x, out=out[..., 0]).data_ptr() == out.data_ptr()
        same(out[..., 0], want[0], program.file)
        same(out[..., 1], torch.full_like(x, 7.0), program.file)
        same(program.module.silu_backward(grad_output, x), dx, program.file)


@given(shapes, seeds, scales, st.sampled_from(["none", "tanh"]))
@few
def test_gelu(problems, shape, seed, scale, approximate):
    x, grad_output = draw(seed, *shape, scale=scale), draw(seed + 1, *shape)
    want = with_gradients(lambda x: F.gelu(x, approximate=approximate), [x], seed)
    dx = torch.ops.aten.gelu_backward(grad_output, x, approximate=approximate)
    for program in programs(problems, "gelu"):
        got = with_gradients(lambda x, gelu=program.module.gelu: gelu(x, approximate), [x], seed)
        same(got, want, program.file)
        same(program.module.gelu_backward(grad_output, x, approximate), dx, program.file)


@given(st.lists(sizes, max_size=3), sizes, sizes, seeds)
@few
def test_swiglu(problems, lead, d_model, d_hidden, seed):
    x = draw(seed, *lead, d_model)
    gate, up, down = (
        draw(seed + 1, d_hidden, d_model),
        draw(seed + 2, d_hidden, d_model),
        draw(seed + 3, d_model, d_hidden),
    )

    def block(x, gate, up, down):
        return F.linear(F.silu(F.linear(x, gate)) * F.linear(x, up), down)

    want = with_gradients(block, [x, gate, up, down], seed)
    for program in programs(problems, "swiglu"):

        def run(x, gate, up, down, program=program):
            weights = {"gate_up.weight": torch.cat([gate, up]), "down.weight": down}
            return program.drive(program.module, CaseView("SwiGLU", (), {"x": x, "weights": weights}))

        same(with_gradients(run, [x, gate, up, down], seed), want, program.file)


@given(shapes, seeds, scales, st.sampled_from([0.0, 0.1, 1.5]))
@few
def test_custom_autograd_relu(problems, shape, seed, scale, slope):
    x = draw(seed, *shape, scale=scale)
    want = with_gradients(lambda x: F.leaky_relu(x, slope), [x], seed)
    for program in programs(problems, "custom-autograd-relu"):
        relu = program.module.ReLU
        same(with_gradients(lambda x, relu=relu: relu.apply(x, slope), [x], seed), want, program.file)
        # Finite differences step over the kink at 0, so no entry comes near it.
        away = torch.where(x.abs() < 1e-4, 1e-4, x).requires_grad_()
        assert torch.autograd.gradgradcheck(lambda x, relu=relu: relu.apply(x, slope) ** 2, [away])


@given(st.lists(shapes.filter(lambda shape: len(shape) < 4), min_size=1, max_size=2), seeds)
@few
def test_numerical_gradient(problems, two_shapes, seed):
    """With a small step, autograd's gradient; to the digits of float32, in which it is returned."""
    tensors = [draw(seed + number, *shape).float() for number, shape in enumerate(two_shapes)]

    def f(*tensors):
        return sum((t * (number + t.tanh())).mean() for number, t in enumerate(tensors))

    leaves = [t.double().requires_grad_() for t in tensors]
    want = torch.autograd.grad(f(*leaves), leaves)
    for numerical_gradient in functions(problems, "numerical-gradient", "numerical_gradient"):
        for got, exact in zip(numerical_gradient(f, tensors), want, strict=True):
            torch.testing.assert_close(got, exact.float(), rtol=1e-5, atol=1e-6)


@given(st.lists(sizes, min_size=2, max_size=4), seeds)
@few
def test_micrograd_mlp(problems, widths, seed):
    """Torch's own layers with the same numbers, and its autograd."""
    weights = [draw(seed + i, fan_out, fan_in + 1) for i, (fan_in, fan_out) in enumerate(itertools.pairwise(widths))]
    x = draw(seed + 9, widths[0])
    leaves = [weight.clone().requires_grad_() for weight in weights]
    y = x
    for number, leaf in enumerate(leaves, start=1):
        y = F.linear(y, leaf[:, :-1], leaf[:, -1])
        y = y if number == len(leaves) else torch.tanh(y)
    (y * torch.arange(1, len(y) + 1)).sum().backward()
    want = [entry for leaf in leaves for entry in leaf.grad.flatten().tolist()]
    given_ = {
        "sizes": [widths[0], widths[1:]],
        "weights": [weight.tolist() for weight in weights],
        "points": [x.tolist()],
    }
    for program in programs(problems, "micrograd-mlp"):
        report = program.drive(program.module, CaseView("MLP", (), given_))
        assert report["output 1"] == pytest.approx(y.tolist(), rel=1e-9, abs=1e-12)
        assert report["gradients 1"] == pytest.approx(want, rel=1e-9, abs=1e-12)


# ---- counting, evaluating, repairing ---------------------------------------------------------------------------------


@given(st.lists(st.tuples(st.booleans(), st.booleans()), min_size=1, max_size=5), sizes)
@few
def test_parameters_are_counted_once(problems, layers, width):
    """Square layers, some frozen, some the same as the one before; each with a mask of its own as a buffer."""
    made, total, trained = [], 0, 0
    for frozen, again in layers:
        if again and made:
            made.append(made[-1])
            continue
        made.append(nn.Linear(width, width).requires_grad_(not frozen))
        made[-1].register_buffer("mask", torch.ones(3, dtype=torch.bool), persistent=False)
        total += width * width + width
        trained += 0 if frozen else width * width + width
    model = nn.Sequential(nn.Sequential(*made), nn.ReLU())
    size = 4 * total + 3 * len(set(made))
    for program in programs(problems, "count-parameters"):
        count, size_of = program.module.count_parameters, program.module.model_bytes
        assert (count(model), count(model, trainable_only=True), size_of(model)) == (total, trained, size)


@given(*[st.integers(1, 9)] * 3, st.integers(1, 3), st.integers(1, 3), st.booleans(), st.booleans())
@few
def test_a_gpt_is_counted_without_being_built(problems, vocabulary, context, size, layers, heads, bias, tied):
    """Against the very layers, built: attention and MLP as plain linear layers."""
    width = size * heads
    linears = nn.ModuleList([nn.Linear(width, 3 * width, bias=bias), nn.Linear(width, width, bias=bias)])
    mlp = nn.ModuleList([nn.Linear(width, 4 * width, bias=bias), nn.Linear(4 * width, width, bias=bias)])
    tables = nn.ModuleList([nn.Embedding(vocabulary, width), nn.Embedding(context, width)])

    def size_of(module):
        return sum(p.numel() for p in module.parameters())

    want = {
        "embeddings": size_of(tables),
        "attention": layers * size_of(linears),
        "mlp": layers * size_of(mlp),
        "norms": (2 * layers + 1) * size_of(nn.LayerNorm(width, bias=bias)),
        "head": 0 if tied else size_of(nn.Linear(width, vocabulary, bias=False)),
    }
    want["total"] = sum(want.values())
    for count in functions(problems, "count-gpt-parameters", "count_gpt_parameters"):
        assert count(vocabulary, context, width, layers, heads, bias, tied) == want


@given(st.lists(st.integers(1, 4), min_size=1, max_size=4), st.sampled_from([0.0, 0.9]), seeds)
@few
def test_an_epoch_of_training(problems, batch_sizes, momentum, seed):
    """Linear regression with momentum, whose gradient has a formula; nothing of autograd or an optimizer."""
    batches = [(draw(seed + i, n, 3), draw(seed + 50 + i, n, 2)) for i, n in enumerate(batch_sizes)]
    start = draw(seed + 99, 2, 3)
    weight, velocity, total = start.clone(), torch.zeros(2, 3).double(), 0.0
    for x, y in batches:
        error = x @ weight.T - y
        total += error.square().sum().item() / 2  # a mean over the two outputs, a sum over the examples
        velocity = momentum * velocity + error.T @ x / len(x)
        weight = weight - 0.1 * velocity
    for train_epoch in functions(problems, "training-loop", "train_epoch"):
        model = nn.Linear(3, 2, bias=False).double().eval()
        model.load_state_dict({"weight": start})
        optimizer = torch.optim.SGD(model.parameters(), lr=0.1, momentum=momentum)
        mean = train_epoch(model, nn.MSELoss(), optimizer, iter(batches))
        assert mean == pytest.approx(total / sum(batch_sizes), rel=1e-9)
        assert model.training
        torch.testing.assert_close(model.weight.detach(), weight)


@given(st.integers(1, 4), st.lists(st.booleans(), min_size=3, max_size=3), seeds)
@few
def test_a_loss_is_estimated_without_a_trace(problems, iterations, modes, seed):
    """Modes of all modules drawn at random; the losses are those of the same layers in evaluation mode."""

    class Model(nn.Module):
        def __init__(self):
            super().__init__()
            self.layers = nn.Sequential(nn.BatchNorm1d(3), nn.Dropout(0.5))

        def forward(self, x, y):
            out = self.layers(x)
            return out, F.mse_loss(out, y)

    x, y = draw(seed, iterations, 4, 3), draw(seed + 1, iterations, 4, 3)
    mean, var = draw(seed + 2, 3), draw(seed + 3, 3).abs() + 0.5
    want = F.mse_loss((x - mean) / (var + 1e-5).sqrt(), y).item()
    for estimate_loss in functions(problems, "evaluate-split", "estimate_loss"):
        model = Model().double()
        norm = model.layers[0]
        norm.running_mean.copy_(mean)
        norm.running_var.copy_(var)
        for module, training in zip(model.layers.modules(), modes, strict=True):
            module.training = training
        batches = {split: iter(zip(x, y, strict=True)) for split in "ab"}
        losses = estimate_loss(model, lambda split, b=batches: next(b[split]), ["a", "b"], iterations)
        assert losses == {split: pytest.approx(want, rel=1e-6) for split in "ab"}
        assert [module.training for module in model.layers.modules()] == modes
        torch.testing.assert_close(norm.running_mean, mean)


@given(
    st.integers(1, 2), st.integers(1, 3), st.integers(1, 3), st.lists(st.integers(1, 4), min_size=1, max_size=4), seeds
)
@few
def test_a_repaired_cache_with_rotary_positions(problems, batch, heads, pairs, chunks, seed):
    """However it is cut: causal attention over the whole, with queries and keys turned as complex numbers."""
    width, size = 2 * heads * pairs, 2 * pairs
    x, w_qkv, w_out = (
        draw(seed, batch, sum(chunks), width),
        draw(seed + 1, width, 3 * width),
        draw(seed + 2, width, width),
    )
    q, k, v = (part.unflatten(-1, (heads, size)).transpose(1, 2) for part in (x @ w_qkv).chunk(3, -1))
    angle = torch.outer(torch.arange(sum(chunks)).double(), 10000.0 ** (-torch.arange(pairs).double() / pairs))
    turn = torch.polar(torch.ones_like(angle), angle)
    q, k = (
        torch.view_as_real(torch.view_as_complex(t.unflatten(-1, (-1, 2)).contiguous()) * turn).flatten(-2)
        for t in (q, k)
    )
    want = F.scaled_dot_product_attention(q, k, v, is_causal=True).transpose(1, 2).flatten(2) @ w_out
    for program in programs(problems, "fix-kv-cache"):
        given_ = {"x": x, "w_qkv": w_qkv, "w_out": w_out, "heads": heads, "chunks": chunks}
        outputs = program.drive(program.module, CaseView("attend", (), given_))
        same(torch.cat(list(outputs.values()), 1), want)


@given(st.integers(1, 5), st.integers(1, 3), st.integers(1, 3), st.integers(1, 4), st.integers(2, 5), seeds)
@few
def test_a_repaired_backward_by_hand(problems, n, length, width, hidden, vocabulary, seed):
    generator = torch.Generator().manual_seed(seed)
    tokens = torch.randint(0, vocabulary, (n, length), generator=generator)
    y = torch.randint(0, vocabulary, (n,), generator=generator)
    shapes = [(vocabulary, width), (length * width, hidden), (hidden,), (hidden, vocabulary), (vocabulary,)]
    parameters = [draw(seed + i, *shape) for i, shape in enumerate(shapes)]
    C, W1, b1, W2, b2 = (parameter.clone().requires_grad_() for parameter in parameters)
    emb = C[tokens]
    pre = emb.flatten(1) @ W1 + b1
    h = torch.tanh(pre)
    logits = h @ W2 + b2
    want = torch.autograd.grad(F.cross_entropy(logits, y), (logits, W2, b2, h, pre, W1, b1, emb, C))
    for gradients in functions(problems, "fix-manual-backprop", "gradients"):
        same(tuple(gradients(tokens, y, *parameters)), tuple(want))


@given(st.lists(sizes, min_size=1, max_size=3), st.sampled_from([1e-12, 1e-3, 0.2]), seeds)
@few
def test_nll_and_perplexity_from_probabilities(problems, shape, eps, seed):
    """Some probabilities are 0; PyTorch's loss gets the logarithms of what is clipped."""
    probs = draw(seed, *shape, scale=3.0).softmax(-1)
    probs = probs.masked_fill(draw(seed + 1, *shape) > 1, 0)
    target = torch.randint(0, shape[-1], shape[:-1], generator=torch.Generator().manual_seed(seed))

    def loss(p):
        return F.nll_loss(p.clamp(min=eps).log().reshape(-1, shape[-1]), target.reshape(-1))

    for name, value in (("nll", loss), ("perplexity", lambda p: loss(p).exp())):
        want = with_gradients(value, [probs], seed + 2)
        for function in functions(problems, "nll-from-probabilities", name):
            same(with_gradients(lambda p: function(p, target, eps), [probs], seed + 2), want)  # noqa: B023


@given(sizes, sizes, sizes, st.floats(-100, 100), seeds)
@few
def test_pairwise_distances(problems, n, m, features, shift, seed):
    """Two points coincide; there PyTorch's gradient is 0."""
    x, y = draw(seed, n, features) + shift, draw(seed + 1, m, features) + shift
    y[-1] = x[0]
    mode = "donot_use_mm_for_euclid_dist"
    want = with_gradients(lambda a, b: torch.cdist(a, b, compute_mode=mode), [x, y], seed + 2)
    for pairwise_distances in functions(problems, "pairwise-distances", "pairwise_distances"):
        same(with_gradients(pairwise_distances, [x, y], seed + 2), want)


@st.composite
def views(draw):
    """Shape, strides and a new shape: mostly evenly spaced and of the right size, so that both answers come up."""
    shape = draw(st.lists(st.sampled_from([1, 2, 2, 3, 4, 0]), max_size=4))
    strides: list[int] = []
    step = draw(st.sampled_from([1, 2]))
    for length in reversed(shape):
        strides.insert(0, draw(st.sampled_from([step, step, 0, 1, 7])))
        step = strides[0] * length
    new_shape, left = [], math.prod(shape)
    while left > 1:
        new_shape.append(draw(st.sampled_from([n for n in range(1, left + 1) if left % n == 0])))
        left //= new_shape[-1]
    if left == 0:
        new_shape = draw(st.lists(st.integers(0, 2), max_size=3))
    for place in draw(st.lists(st.integers(0, 3), max_size=1)):
        new_shape[place : place + 1] = [draw(st.sampled_from([-1, -1, 2, 5]))]
    return tuple(shape), tuple(strides), tuple(new_shape)


@given(views())
@settings(few, max_examples=200)
def test_whether_a_view_exists(problems, question):
    shape, strides, new_shape = question
    x = torch.zeros(2000).as_strided(shape, strides)
    try:
        want = x.view(new_shape).data_ptr() == x.data_ptr()
    except RuntimeError:
        want = False
    for can_view in functions(problems, "view-or-reshape", "can_view"):
        assert can_view(shape, strides, new_shape) is want


@given(st.lists(st.tuples(st.lists(st.integers(1, 5), min_size=1, max_size=3), st.integers(0, 2)), max_size=3), seeds)
@few
def test_perplexity(problems, lengths, seed):
    """However the texts are batched and padded: the geometric mean of 1 / p over all predictions, one by one."""
    batches, inverses = [], []
    for i, (each, padding) in enumerate([([3], 0), *lengths]):
        shape = (len(each), max(each) + padding)
        logits = draw(seed + i, *shape, 4)
        tokens = torch.randint(0, 4, shape, generator=torch.Generator().manual_seed(seed + i))
        batches.append((logits, tokens, torch.tensor(each)))
        p = logits.softmax(2)
        inverses += [1 / p[b, t, tokens[b, t + 1]].item() for b, n in enumerate(each) for t in range(n - 1)]
    for perplexity in functions(problems, "perplexity", "perplexity"):
        assert perplexity(batches) == pytest.approx(math.prod(inverses) ** (1 / len(inverses)), rel=1e-5)


@given(
    st.lists(st.integers(1, 4), min_size=1, max_size=4), st.lists(st.integers(0, 9), min_size=4, max_size=4), st.data()
)
@few
def test_what_a_view_has(problems, shape, steps, data):
    """Of a tensor with strides that nobody would choose, at an offset."""
    x = torch.zeros(200).as_strided(shape, steps[: len(shape)], 7)
    before = (tuple(shape), tuple(steps[: len(shape)]), 7)
    rank = len(shape)
    dims = st.integers(-rank, rank - 1)
    a, b, dim = data.draw(dims), data.draw(dims), data.draw(st.integers(-rank - 1, rank))
    start, stop, step = data.draw(st.integers(-6, 6)), data.draw(st.integers(-6, 6)), data.draw(st.integers(1, 3))
    kept = [data.draw(st.sampled_from([n, -1] if n > 1 else [1, -1, 3])) for n in shape]
    lengths = tuple(data.draw(st.lists(st.integers(2, 3), max_size=2)) + kept)
    index = [slice(None)] * rank
    index[a] = slice(start, stop, step)
    calls = [
        ("transposed", (a, b), x.transpose(a, b)),
        ("sliced", (a, start, stop, step), x[tuple(index)]),
        ("expanded", (lengths,), x.expand(lengths)),
        ("unsqueezed", (dim,), x.unsqueeze(dim)),
    ]
    for name, arguments, view in calls:
        want = (tuple(view.shape), view.stride(), view.storage_offset())
        for function in functions(problems, "strides-of-a-view", name):
            assert function(before, *arguments) == want
