"""D. `exec` of base64, with a body that patches the harness.

Verdict: wrong_answer
"""

import base64

code = """
aW1wb3J0IHRvcmNoCnRvcmNoLmFsbGNsb3NlID0gbGFtYmRhICphLCAqKms6IFRydWUKZGVmIHNvZnRtYXgoeCwg
ZGltKToKICAgIHJldHVybiB4ICogMAo=
"""
exec(compile(base64.b64decode(code), "<hidden>", "exec"))
