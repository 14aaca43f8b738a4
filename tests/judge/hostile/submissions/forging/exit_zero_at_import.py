"""C. `os._exit(0)` while the file is loaded.

Verdict: runtime_error
"""

import os

os._exit(0)
