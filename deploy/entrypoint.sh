#!/bin/sh
# Options go to Beam's boot, as runners start workers (`--id=... --control_endpoint=...`, `--worker_pool`);
# everything else is a command of sitrep.
set -eu
case "${1-}" in
  -h | --help | --version) exec sitrep "$@" ;;
  -*) exec boot "$@" ;;
  *) exec sitrep "$@" ;;
esac
