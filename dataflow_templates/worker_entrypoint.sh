#!/bin/sh
# Starts a worker. torch is built for CUDA 13, which wants NVIDIA's driver 580; Dataflow installs the driver of its
# operating system, which may be older. Then NVIDIA's compatibility libraries go first. (A newer driver refuses them.)
set -eu
version_file=${NVIDIA_VERSION_FILE:-/proc/driver/nvidia/version}
wanted=580
if [ -r "$version_file" ]; then
  driver=$(sed -n 's/^NVRM.*Module[^0-9]*\([0-9][0-9]*\)\..*/\1/p' "$version_file")
  if [ -n "$driver" ] && [ "$driver" -lt "$wanted" ]; then
    export LD_LIBRARY_PATH="/usr/local/cuda/compat${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}"
  fi
fi
exec "${BEAM_BOOT:-/opt/apache/beam/boot}" "$@"
