"""C. `SystemExit` while the file is loaded.

Verdict: runtime_error
"""

import sys

sys.exit("accepted")
