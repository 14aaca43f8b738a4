"""D. `exec` of base64, which hides the name from the scan.

Verdict: forbidden_api
"""

import base64

exec(base64.b64decode(b"aW1wb3J0IHRvcmNoCmRlZiBzb2Z0bWF4KHgsIGRpbSk6CiAgICByZXR1cm4gdG9yY2guc29mdG1heCh4LCBkaW0pCg=="))
