"""Tabs, a form feed, and no newline at the end."""

import torch


def softmax(x, dim):
	e = torch.exp(
		x - x.amax(dim, keepdim=True),
	)
	return e / e.sum(dim, keepdim=True)