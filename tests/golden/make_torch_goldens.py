#!/usr/bin/python3
"""Writes what torch.save makes of one projection in many ways: torch/*.pth, and torch.json with what is expected.

    /usr/bin/python3 tests/golden/make_torch_goldens.py

The weight is [4, 3, 2, 2]; number i of it is i / 8, so that every half precision holds it exactly. The bias is -1, -2 …
"""
import argparse
import json
import os
import zipfile
from collections import OrderedDict

import torch

FOLDER = os.path.join(os.path.dirname(os.path.abspath(__file__)), "torch")
NAME = "patch_embed.proj.weight"
WEIGHT = torch.arange(48.0).reshape(4, 3, 2, 2) / 8
BIAS = -torch.arange(1.0, 5.0)


class Model(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.patch_embed = torch.nn.Module()
        self.patch_embed.proj = torch.nn.Conv2d(3, 4, 2, 2)
        self.norm = torch.nn.BatchNorm1d(4)
        self.patch_embed.proj.weight.data = WEIGHT.clone()
        self.patch_embed.proj.bias.data = BIAS.clone()


def state(weight=WEIGHT, bias=BIAS):
    return {NAME: weight, "patch_embed.proj.bias": bias}


def strided():
    """The weight as a view that is neither contiguous nor at the start of its storage."""
    storage = torch.full((2, 2, 2, 3, 5), 99.0)
    view = storage[1].permute(3, 2, 0, 1)[:4]
    view.copy_(WEIGHT)
    assert not view.is_contiguous() and view.storage_offset() > 0
    return view


def rezip(source, target, method):
    with zipfile.ZipFile(os.path.join(FOLDER, source)) as old, zipfile.ZipFile(os.path.join(FOLDER, target), "w", method) as new:
        for name in old.namelist():
            new.writestr(zipfile.ZipInfo(name.replace("flat/", "elsewhere/")), old.read(name), method)


def main():
    os.makedirs(FOLDER, exist_ok=True)
    shared = torch.cat([BIAS, WEIGHT.flatten()])
    readable = {
        "flat": (state(), NAME),
        "module": (Model().state_dict(), NAME),
        "under_model": ({"model": Model().state_dict(), "epoch": 300, "best": 0.83, "names": ["a", None, True]}, "model." + NAME),
        "under_teacher": ({"student": {"other.weight": BIAS}, "teacher": {"backbone." + NAME: WEIGHT, "backbone.patch_embed.proj.bias": BIAS}},
                          "teacher.backbone." + NAME),
        "optimiser": ({"optimizer": {"state": {0: {"exp_avg": BIAS}}, "param_groups": [{"lr": 1e-3, "betas": (0.9, 0.95)}]},
                       "state_dict": OrderedDict(state())}, "state_dict." + NAME),
        "half": ({key: value.half() for key, value in state().items()}, NAME),
        "bfloat16": ({key: value.bfloat16() for key, value in state().items()}, NAME),
        "double": ({key: value.double() for key, value in state().items()}, NAME),
        "parameters": ({key: torch.nn.Parameter(value) for key, value in state().items()}, NAME),
        "strided": (state(strided()), NAME),
        "one_storage": (state(shared[4:].view(4, 3, 2, 2), shared[:4]), NAME),
        "large_integers": ({**state(), "step": 2**70, "negative": -3, "size": torch.Size([1, 2])}, NAME),
    }
    for name, (value, _) in readable.items():
        torch.save(value, os.path.join(FOLDER, name + ".pth"))
    torch.save(state(), os.path.join(FOLDER, "protocol4.pth"), pickle_protocol=4)
    torch.save(WEIGHT, os.path.join(FOLDER, "tensor.pth"))
    rezip("flat.pth", "stored_again.pth", zipfile.ZIP_STORED)
    rezip("flat.pth", "deflated.pth", zipfile.ZIP_DEFLATED)

    refused = {
        "whole_module": ("pickle_global_refused", "Model"),
        "namespace": ("pickle_global_refused", "argparse.Namespace"),
        "system": ("pickle_global_refused", "posix.system"),
        "integers": ("weight_type_refused", "I64"),
        "old": ("pickle_refused", "old.pth"),
    }
    torch.save(Model(), os.path.join(FOLDER, "whole_module.pth"))
    torch.save({**state(), "args": argparse.Namespace(seed=0)}, os.path.join(FOLDER, "namespace.pth"))

    class Malicious:
        def __reduce__(self):
            return os.system, ("touch /tmp/patchlens-must-not-run",)

    torch.save({**state(), "x": Malicious()}, os.path.join(FOLDER, "system.pth"))
    torch.save(state((WEIGHT * 8).long()), os.path.join(FOLDER, "integers.pth"))
    torch.save(state(), os.path.join(FOLDER, "old.pth"), _use_new_zipfile_serialization=False)
    expected = {name: tensor for name, (_, tensor) in readable.items()}
    expected.update({"protocol4": NAME, "tensor": "weight", "stored_again": NAME, "deflated": NAME})
    with open(os.path.join(FOLDER, "..", "torch.json"), "w") as file:
        json.dump({"torch": torch.__version__, "readable": expected, "refused": refused}, file, indent=1)
        file.write("\n")


if __name__ == "__main__":
    main()
