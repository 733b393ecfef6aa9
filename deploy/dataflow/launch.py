"""What Dataflow's template launcher runs: FLEX_TEMPLATE_PYTHON_PY_FILE."""

import sys

from pipelines.template import launch

if __name__ == "__main__":
    sys.exit(launch())
