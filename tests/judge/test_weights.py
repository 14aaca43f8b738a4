"""Weights put in by name and shape: clear sentences for a module built otherwise, gradients for the case's tensors."""

import pytest
import torch
from torch import nn

from app.judge.weights import load


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.first = nn.Linear(2, 3)
        self.norm = nn.BatchNorm1d(3)
        self.scale = nn.Parameter(torch.ones(1))

    def forward(self, x):
        return self.norm(self.first(x)) * self.scale


def weights():
    return {
        "first.weight": torch.arange(6.0).reshape(3, 2),
        "first.bias": torch.ones(3),
        "norm.weight": torch.full((3,), 2.0),
        "norm.bias": torch.zeros(3),
        "scale": torch.tensor([3.0]),
    }


def test_every_parameter_holds_the_case_s_numbers():
    given = weights()
    net = load(Net(), given)
    for name, value in net.named_parameters():
        assert value is given[name], name
    assert isinstance(net.first.weight, nn.Parameter)
    assert set(net.state_dict()) >= set(given)


def test_gradients_reach_the_case_s_own_tensors():
    given = {name: value.requires_grad_() for name, value in weights().items()}
    net = load(Net(), given)
    net(torch.tensor([[1.0, 2.0], [3.0, -1.0]])).pow(2).sum().backward()
    for name, value in given.items():
        assert value.grad is not None, name
        assert value.is_leaf


def test_an_optimizer_of_the_module_moves_the_case_s_tensors():
    given = {name: value.requires_grad_() for name, value in weights().items()}
    net = load(Net(), given)
    optimizer = torch.optim.SGD(net.parameters(), lr=0.1)
    (net.scale * 2).sum().backward()
    optimizer.step()
    assert given["scale"].item() == pytest.approx(2.8)


def test_buffers_may_be_given_too():
    given = weights() | {"norm.running_mean": torch.full((3,), 9.0)}
    assert load(Net(), given).norm.running_mean is given["norm.running_mean"]


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (
            lambda w: w | {"second.weight": torch.ones(1)},
            "Net has no parameter `second.weight`; it has `scale`, `first.weight`",
        ),
        (lambda w: w | {"scale": torch.ones(2)}, "Net.scale has shape (1,), expected (2,)"),
        (
            lambda w: {k: v for k, v in w.items() if not k.startswith("norm")},
            "Net has parameters that are not asked for: `norm.weight`, `norm.bias`",
        ),
        (lambda w: w | {"first.weight": w["first.weight"].T}, "Net.first.weight has shape (3, 2), expected (2, 3)"),
        (lambda w: w | {"": torch.ones(1)}, "Net has no parameter ``"),
    ],
    ids=["missing", "another shape", "left over", "transposed", "without a name"],
)
def test_a_module_of_another_build_is_told_what_differs(change, sentence):
    with pytest.raises(ValueError) as caught:  # the sentence is compared below, word by word
        load(Net(), change(weights()))
    assert sentence in str(caught.value)


def test_nothing_is_changed_when_something_does_not_fit():
    net = Net()
    before = net.first.weight
    with pytest.raises(ValueError, match="no parameter"):
        load(net, weights() | {"more": torch.ones(1)})
    assert net.first.weight is before


def test_a_module_without_parameters_says_so():
    with pytest.raises(ValueError, match="ReLU has no parameter `a`; it has none"):
        load(nn.ReLU(), {"a": torch.ones(1)})


@pytest.mark.parametrize("thing", [None, 3, nn.Linear, lambda x: x])
def test_what_is_no_module_is_refused(thing):
    with pytest.raises(ValueError, match=r"is not an nn\.Module"):
        load(thing, {})


def test_a_parameter_shared_by_two_layers_is_asked_for_under_both_names():
    net = nn.Sequential(nn.Linear(2, 2, bias=False), nn.Linear(2, 2, bias=False))
    net[1].weight = net[0].weight
    same = torch.eye(2)
    load(net, {"0.weight": same, "1.weight": same})
    assert net[0].weight is net[1].weight is same
