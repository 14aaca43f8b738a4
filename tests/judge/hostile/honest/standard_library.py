"""A walk through the standard library, as curious people take it."""

import collections
import copy
import decimal
import fractions
import heapq
import inspect
import itertools
import json
import math
import operator
import pathlib
import pickle
import platform
import pprint
import random
import re
import statistics
import string
import sys
import textwrap
import time
import timeit
import traceback
import types
import typing
import uuid

import torch

started = time.perf_counter()
time.sleep(0.01)
assert time.perf_counter() > started and sys.version_info >= (3, 11)


def softmax(x, dim):
    assert "amax" in inspect.getsource(softmax)
    assert torch.equal(pickle.loads(pickle.dumps(x.detach())), copy.deepcopy(x.detach()))
    assert json.loads(json.dumps([1])) == [1] and random.random() < 1 and uuid.uuid4()
    e = torch.exp(x - x.amax(dim, keepdim=True))
    return e / e.sum(dim, keepdim=True)
