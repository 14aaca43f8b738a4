"""logging, configured at import."""

import logging

import torch

logging.basicConfig(level=logging.DEBUG, format="%(levelname)s %(name)s:%(lineno)d %(message)s")
log = logging.getLogger(__name__)


def softmax(x, dim):
    log.info("shape %s, dim %d", tuple(x.shape), dim)
    e = torch.exp(x - x.amax(dim, keepdim=True))
    return e / e.sum(dim, keepdim=True)
