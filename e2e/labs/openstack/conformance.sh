#!/usr/bin/env bash
# Compares the provider's results with the lab's OpenStack, for each kind of user.
#   conformance.sh [admin|member|reader|platform|appcred|appcred-readonly|appcred-rules|appcred-admin …]
#   conformance.sh down-cell     an administrator and a member see a region with a dead cell
set -u
here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
set -a
. "${OSLAB_STATE:-/var/tmp/openstack-lab}/lab.env"
set +a
unset OS_USERNAME OS_PASSWORD OS_PROJECT_NAME

compare() ( # who: a user or an application credential of lab.env
  local name=${1//-/_}
  name=OSLAB_${name^^}
  case $1 in
    appcred*)
      local id=${name}_ID secret=${name}_SECRET
      unset OS_USER_DOMAIN_NAME OS_PROJECT_DOMAIN_NAME
      export OS_AUTH_TYPE=v3applicationcredential
      export OS_APPLICATION_CREDENTIAL_ID=${!id} OS_APPLICATION_CREDENTIAL_SECRET=${!secret}
      ;;
    *)
      local user=${name}_USER password=${name}_PASSWORD project=${name}_PROJECT
      export OS_USERNAME=${!user} OS_PASSWORD=${!password} OS_PROJECT_NAME=${!project}
      ;;
  esac
  printf '\n=== %s\n' "$1"
  cd "$here/../../../plugins/infra-dashboard-backend-module-openstack" &&
    timeout 1200 node --require @backstage/cli/config/nodeTransform.cjs conformance/openstack.conformance.ts
)

[ $# -gt 0 ] || set -- admin member reader platform appcred appcred-readonly appcred-rules appcred-admin
if [ "$1" = down-cell ]; then
  set -- admin member
  as_admin() (
    export OS_USERNAME=$OSLAB_ADMIN_USER OS_PASSWORD=$OSLAB_ADMIN_PASSWORD OS_PROJECT_NAME=$OSLAB_ADMIN_PROJECT
    openstack "$@"
  )
  # The catalog leads to the other Nova for as long as this runs.
  endpoint=$(as_admin endpoint list --service compute --interface public -f value -c ID)
  url=$(as_admin endpoint show "$endpoint" -f value -c url)
  trap 'as_admin endpoint set --url "$url" "$endpoint"' EXIT
  port=$(sed -E 's#.*:([0-9]+).*#\1#' <<<"$url")
  as_admin endpoint set --url "${url/:$port/:$((port + 1))}" "$endpoint"
fi
failed=()
for who in "$@"; do compare "$who" || failed+=("$who"); done
[ ${#failed[@]} -eq 0 ] || { printf 'differs for: %s\n' "${failed[*]}" >&2; exit 1; }
