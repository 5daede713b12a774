#!/bin/sh
# For maintainers: resolve the dependencies again for all supported Pythons, with hashes and without addresses.
set -eu
cd "$(dirname "$0")/.."
compile() {
    uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
        --no-emit-index-url --no-annotate --no-header pyproject.toml "$@"
}
compile --output-file requirements.lock
compile --group dev --constraint requirements.lock --output-file requirements-dev.lock
