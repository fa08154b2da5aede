#!/usr/bin/env bash
# Checks the contract with `buf lint`. Called by Maven in the phase verify, in this folder.
# buf comes from npm, into target/buf; without npm the check is left out, except in CI.
set -euo pipefail

readonly VERSION=$1
readonly FOLDER=target/buf/$VERSION
readonly BUF=$FOLDER/node_modules/.bin/buf

leave_out() {
  if [[ ${CI:-} == true ]]; then
    echo "buf lint cannot run: $*" >&2
    exit 1
  fi
  echo "buf lint is left out: $*"
  exit 0
}

if [[ ! -x $BUF ]]; then
  command -v npm >/dev/null || leave_out 'npm is not installed'
  mkdir -p "$FOLDER"
  npm install --prefix "$FOLDER" --no-save --no-package-lock --ignore-scripts --no-audit --no-fund --loglevel=error \
    "@bufbuild/buf@$VERSION" </dev/null || leave_out "npm could not install @bufbuild/buf@$VERSION"
fi
"$BUF" lint
