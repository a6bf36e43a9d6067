#!/usr/bin/env bash
# Builds both images from a clean clone and checks that they run as in docs/container.md:
#   sudo scripts/image/prove.sh
# Needs git, node, buildah and podman; no Docker and, with BASE, no registry.
#   BASE               base image (that of the Dockerfile)
#   BUILD_OPTIONS      further options of buildah build, such as --build-arg …
#   STORE_OPTIONS      options of the image store (--storage-driver vfs)
#   RUN_OPTIONS        further options of podman run, such as --cgroups disabled
#   SKIP_BUILD=1       takes the images that are in the store
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
base=${BASE:-$(sed -n 's/^ARG BASE=//p' "$root/Dockerfile")}
portal=localhost/infra-dashboard/portal:proof
simulator=localhost/infra-dashboard/simulator:proof
port=7007
address=http://127.0.0.1:$port
read -ra store <<<"${STORE_OPTIONS:---storage-driver vfs}"
read -ra build <<<"${BUILD_OPTIONS:-}"
read -ra run <<<"${RUN_OPTIONS:-}"
podman() { command podman "${store[@]}" "$@"; }

work=$(mktemp -d)
finish() {
  podman rm --force --ignore --time 2 proof-portal proof-simulator >/dev/null 2>&1 || true
  rm -rf "$work"
}
trap finish EXIT
say() { printf '%-34s %s\n' "$1" "$2"; }
fail() {
  echo "FAILED: $1" >&2
  podman logs --tail 30 proof-portal >&2 || true
  exit 1
}
expect() { [ "$2" = "$3" ] && say "$1" "$2" || fail "$1: $2 instead of $3"; }
# Prints the output of a build, and after each stage how long it took.
stages() {
  local line stage='' begin=0
  while IFS= read -r line; do
    if [[ $line =~ STEP\ 1/[0-9]+:\ FROM\ .*\ AS\ ([a-z]+)$ || $line =~ ^COMMIT ]]; then
      if [ -n "$stage" ]; then say "stage $stage" "$((SECONDS - begin)) s"; fi
      stage=${BASH_REMATCH[1]:-commit}
      begin=$SECONDS
    fi
    printf '%s\n' "$line" >&2
  done
  say "stage $stage" "$((SECONDS - begin)) s"
}

if [ -z "${SKIP_BUILD:-}" ]; then
  git clone --quiet "$root" "$work/source"
  revision=$(git -C "$work/source" rev-parse HEAD)
  for target in simulator portal; do
    SECONDS=0
    buildah "${store[@]}" build --isolation "${ISOLATION:-chroot}" --network host --format docker \
      --layers --build-arg BASE="$base" --build-arg REVISION="$revision" "${build[@]}" \
      --target "$target" --tag "localhost/infra-dashboard/$target:proof" "$work/source" 2>&1 |
      stages
    say "build of $target" "$SECONDS s"
  done
fi
for image in "$portal" "$simulator"; do
  say "size of $image" "$(($(podman image inspect --format '{{.Size}}' "$image") / 1000000)) MB"
done
if [ -n "${COMPRESSED:-}" ]; then
  podman save "$portal" | gzip -6 | wc -c |
    awk '{ printf "%-34s %d MB\n", "compressed with gzip", $1 / 1e6 }'
fi

# The same options as in docker-compose.demo.yml and docker-compose.yml.
hardened=(--detach --read-only --cap-drop all --security-opt no-new-privileges --network host
  --tmpfs '/tmp:size=256m,mode=1777' "${run[@]}")
mkdir "$work/config"
cat >"$work/config/infra.yaml" <<'YAML'
infraDashboard:
  providers:
    - name: pve-paris
      type: proxmox
      url: http://127.0.0.1:18100
      tokenId: backstage@pve!portal
      tokenSecret: ${PVE_TOKEN}
    - name: k8s-prod
      type: kubernetes
      url: http://127.0.0.1:18102
      serviceAccountToken: ${K8S_TOKEN}
    - name: os-eu
      type: openstack
      authUrl: http://127.0.0.1:18104/v3
      region: eu-1
      projectName: demo
      projectDomainName: Default
      userDomainName: Default
      username: portal
      password: ${OS_PASSWORD}
YAML
chmod -R a+rX "$work"

podman run "${hardened[@]}" --name proof-simulator "$simulator" >/dev/null
started=$(date +%s%N)
podman run "${hardened[@]}" --name proof-portal \
  --volume "$work/config:/app/config:ro" \
  --env CONFIG_FILES=app-config.yaml,app-config.container.demo.yaml \
  --env PVE_TOKEN=00000000-0000-4000-8000-000000000000 \
  --env K8S_TOKEN=simulated-service-account-token \
  --env OS_PASSWORD=simulated-password "$portal" >/dev/null
pid=$(podman inspect --format '{{.State.Pid}}' proof-portal)

# Within the container: the port of the host may belong to another portal.
inside() { podman exec proof-portal node -e "$@"; }
status() {
  inside 'fetch(process.argv[1], { headers: { accept: "text/html" }, signal: AbortSignal.timeout(5000) })
    .then(({ status }) => console.log(status), () => console.log("000"))' "$1" 2>/dev/null || true
}
until [ "$(status "$address/.backstage/health/v1/readiness")" = 200 ]; do
  [ $(($(date +%s%N) - started)) -lt 120000000000 ] || fail 'not ready within 120 s'
  sleep 0.2
done
say 'start to readiness' "$((($(date +%s%N) - started) / 1000000)) ms"
expect 'page /infrastructure' "$(status "$address/infrastructure")" 200

platforms() {
  inside 'const address = process.argv[1];
    const read = async (path, options) => (await fetch(address + path, options)).json();
    const headers = { "content-type": "application/json" };
    read("/api/auth/guest/refresh", { method: "POST", headers, body: "{}" })
      .then(({ backstageIdentity: { token } }) =>
        read("/api/infra-dashboard/clusters", { headers: { authorization: `Bearer ${token}` } }))
      .then(({ items }) =>
        console.log(items.map(one => `${one.provider}:${one.health}`).sort().join(" ")))' "$address"
}
for _ in $(seq 30); do
  [ "$(platforms | wc -w)" = 3 ] && break
  sleep 1
done
say 'clusters' "$(platforms)"
expect 'number of clusters' "$(platforms | wc -w)" 3

uid=$(awk '/^Uid:/ { print $2 }' "/proc/$pid/status")
expect 'user id of the process' "$uid" 1000
expect 'effective capabilities' "$(awk '/^CapEff:/ { print $2 }' "/proc/$pid/status")" 0000000000000000
expect 'no new privileges' "$(awk '/^NoNewPrivs:/ { print $2 }' "/proc/$pid/status")" 1
written=$(podman exec proof-portal node -e \
  'try { fs.writeFileSync("/app/x", ""); console.log("yes") } catch (e) { console.log(e.code) }')
case $written in
  EROFS | EACCES) say 'writing to /app' "$written" ;;
  *) fail "writing to /app: $written" ;;
esac
podman exec proof-portal sh -c 'command -v npm || command -v npx || command -v yarn' >/dev/null &&
  fail 'the image has a package manager'
say 'package managers' none
podman exec proof-portal node healthcheck.cjs || fail 'the health check of the portal'
podman exec proof-simulator node healthcheck.cjs || fail 'the health check of the simulator'
say 'health checks' 'ok'

# A start that fails ends, and names the variable.
ends() {
  local name=$1 code
  shift
  code=0
  timeout 90 podman "${store[@]}" run --rm --read-only --network host --tmpfs '/tmp:size=64m,mode=1777' \
    "${run[@]}" "$@" "$portal" >"$work/log" 2>&1 || code=$?
  [ "$code" = 1 ] || fail "a start with a wrong $name ends with $code"
  grep -q "$name" "$work/log" || fail "the log of a failed start does not name $name"
  say "failed start, $name" 'exit code 1'
}
ends CONFIG_FILES --env CONFIG_FILES=missing.yaml
ends backend.listen --env CONFIG_FILES=app-config.yaml,app-config.container.demo.yaml
ends POSTGRES_HOST --env PORTAL_URL=http://localhost:7008 --env POSTGRES_HOST=127.0.0.1 \
  --env POSTGRES_PORT=1 --env POSTGRES_USER=portal --env POSTGRES_PASSWORD=x \
  --env APP_CONFIG_backend_listen_port=7008

sleep "${IDLE:-30}"
say "resident memory, idle" "$(awk '/^VmRSS:/ { print int($2 / 1024) }' "/proc/$pid/status") MiB"

stopped=$(date +%s%N)
podman kill --signal TERM proof-portal >/dev/null
code=$(timeout 20 podman "${store[@]}" wait proof-portal) || fail "it did not end"
took=$((($(date +%s%N) - stopped) / 1000000))
say 'SIGTERM' "exit code $code after $took ms"
case $code in 0 | 143) ;; *) fail "exit code $code" ;; esac
[ "$took" -lt 10000 ] || fail 'it took longer than 10 s'
echo 'All holds'
