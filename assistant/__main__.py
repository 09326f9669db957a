"""``python -m assistant`` is the command ``tienle``."""

import sys

from assistant.cli.main import main

sys.exit(main())
