"""What `python3 -c "import whisper"` finds in the product's folder: the import succeeds if Whisper works here.

The product hears with its own engine, not with Python's; this proves that its models are there and can be loaded.
"""

import pathlib
import subprocess

_home = pathlib.Path(__file__).resolve().parent
_launcher = next((path for path in (_home / "ninja", _home / "3cx-ninja") if path.exists()), _home / "ninja")
_proof = subprocess.run([_launcher, "setup", "whisper"], capture_output=True, text=True, check=False)
if _proof.returncode != 0:
    raise ImportError((_proof.stderr + _proof.stdout).strip())
