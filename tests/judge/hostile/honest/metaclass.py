"""A metaclass, descriptors, `__init_subclass__`, multiple inheritance and abstract classes."""

from abc import ABC, ABCMeta, abstractmethod

import torch


class Meta(ABCMeta):
    registry = {}

    def __new__(mcls, name, bases, names, **options):
        cls = super().__new__(mcls, name, bases, names)
        mcls.registry[name] = cls
        return cls


class Axis:
    def __set_name__(self, owner, name):
        self.name = "_" + name

    def __get__(self, obj, owner=None):
        return getattr(obj, self.name)

    def __set__(self, obj, value):
        setattr(obj, self.name, int(value))


class Base(ABC, metaclass=Meta):
    dim = Axis()

    def __init_subclass__(cls, **options):
        super().__init_subclass__(**options)

    @abstractmethod
    def run(self, x): ...


class Ours(Base):
    def run(self, x):
        e = torch.exp(x - x.amax(self.dim, keepdim=True))
        return e / e.sum(self.dim, keepdim=True)


def softmax(x, dim):
    ours = Meta.registry["Ours"]()
    ours.dim = dim
    return ours.run(x)
