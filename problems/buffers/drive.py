"""Build the module, look at what it owns, convert it to the dtype of the scores, call it, and move it away.

The result is shown as it is and goes on through a softmax, which is how a mask is used: only that is differentiated,
for behind -inf a gradient has no meaning.
"""

import torch


def drive(solution, case):
    settings, scores = dict(case.kwargs), case.kwargs["scores"]
    del settings["scores"]
    checkpoint = settings.pop("checkpoint", None)
    module = solution.CausalMask(**settings)
    seen = {
        "parameters": sorted(name for name, _ in module.named_parameters()),
        "buffers": sorted(name for name, _ in module.named_buffers()),
        "state_dict": sorted(module.state_dict()),
    }
    if checkpoint is not None:
        module.load_state_dict({"mask": checkpoint})
    module.to(scores.dtype)
    masked = module(scores)
    seen |= {"masked": masked.detach(), "weights": torch.softmax(masked, -1), "mask": module.mask.clone()}
    module.to("meta")
    return {**seen, "device of the mask after .to('meta')": str(module.mask.device)}
