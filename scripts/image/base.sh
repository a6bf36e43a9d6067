#!/usr/bin/env bash
# Makes a base image from Debian packages and the Node that runs here, where no registry can be
# reached: base.sh TAG. Needs mmdebstrap and buildah, and is run as root.
set -euo pipefail
tag=${1:?usage: base.sh TAG}
suite=${SUITE:-bookworm}
node=$(readlink -f "$(command -v node)")
npm=${NPM_FOLDER:-$(dirname "$(dirname "$(readlink -f "$(command -v npm)")")")}
# shellcheck disable=SC2206
buildah=(buildah ${BUILDAH_OPTIONS:---storage-driver vfs})

work=$(mktemp -d)
container=
# shellcheck disable=SC2329
finish() {
  if [ -n "$container" ]; then "${buildah[@]}" rm "$container" >/dev/null; fi
  rm -rf "$work"
}
trap finish EXIT

mmdebstrap --quiet --variant=minbase --include=libstdc++6 "$suite" "$work/root.tar"
container=$("${buildah[@]}" from scratch)
"${buildah[@]}" add --quiet "$container" "$work/root.tar" / >/dev/null
"${buildah[@]}" copy --quiet "$container" "$node" /usr/local/bin/node >/dev/null
"${buildah[@]}" copy --quiet "$container" "$(dirname "$(dirname "$node")")/include" \
  /usr/local/include >/dev/null
"${buildah[@]}" copy --quiet "$container" "$npm" /usr/local/lib/node_modules/npm >/dev/null
"${buildah[@]}" run --isolation "${ISOLATION:-chroot}" "$container" -- sh -c '
  ln -s ../lib/node_modules/npm/bin/npm-cli.js /usr/local/bin/npm
  ln -s ../lib/node_modules/npm/bin/npx-cli.js /usr/local/bin/npx
  groupadd --gid 1000 node && useradd --uid 1000 --gid node --create-home node
  rm -rf /var/lib/apt/lists/* /var/cache/apt/archives/*.deb
  node --version && npm --version'
"${buildah[@]}" config --env PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin \
  --cmd node "$container"
"${buildah[@]}" commit --quiet "$container" "$tag"
