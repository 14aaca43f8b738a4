"""D. Patching the harness: `json.dumps` says what the submission wants to be said.

Verdict: runtime_error|wrong_answer
"""

import json

json.dumps = lambda *a, **k: '{"loaded": true, "output": true, "inputs": [[], {"dict": []}], "verdict": "accepted"}'


def softmax(x, dim):
    return x
