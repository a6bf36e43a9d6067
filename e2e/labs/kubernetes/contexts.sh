#!/usr/bin/env bash
# Writes a kubeconfig with a context for each kind of credentials, made by an administrator:
#   contexts.sh FILE     needs KUBECONFIG and kubectl; the namespace team-a is the restricted one
# Then, for example:
#   KUBECONFIG=FILE CONTEXTS=admin,reader,no-watch,no-statefulsets,one=team-a,one,no-nodes=team-a,nothing …
set -eu
file=$1
space=infra-dashboard-live
lists='[get, list, watch]'
umask 077

role() { # name verbs resources-of-apps
  cat <<END
kind: ClusterRole
apiVersion: rbac.authorization.k8s.io/v1
metadata: { name: $space-$1 }
rules:
  - { apiGroups: [''], resources: [nodes, pods], verbs: $2 }
  - { apiGroups: [apps], resources: [$3], verbs: $2 }
  - { apiGroups: [batch], resources: [jobs, cronjobs], verbs: $2 }
  - { apiGroups: [metrics.k8s.io], resources: [nodes, pods], verbs: [get, list] }
  - { apiGroups: [''], resources: [events], verbs: [get, list] }
  - { apiGroups: [''], resources: [namespaces], resourceNames: [kube-system], verbs: [get] }
---
END
}

account() { # name
  printf 'kind: ServiceAccount\napiVersion: v1\nmetadata: { name: %s, namespace: %s }\n---\n' "$1" "$space"
}

binding() { # account, then the kind of binding, its namespace, the role
  cat <<END
kind: $2
apiVersion: rbac.authorization.k8s.io/v1
metadata: { name: $space-$1, namespace: '$3' }
roleRef: { apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: $space-$4 }
subjects: [{ kind: ServiceAccount, name: $1, namespace: $space }]
---
END
}

all='deployments, statefulsets, daemonsets, replicasets'
{
  printf 'kind: Namespace\napiVersion: v1\nmetadata: { name: %s }\n---\n' "$space"
  role reader "$lists" "$all"
  role no-watch '[get, list]' "$all"
  role no-statefulsets "$lists" 'deployments, daemonsets, replicasets'
  cat <<END
kind: ClusterRole
apiVersion: rbac.authorization.k8s.io/v1
metadata: { name: $space-nodes }
rules:
  - { apiGroups: [''], resources: [nodes], verbs: $lists }
  - { apiGroups: [metrics.k8s.io], resources: [nodes], verbs: [get, list] }
---
END
  for name in reader no-watch no-statefulsets; do
    account "$name"
    binding "$name" ClusterRoleBinding '' "$name"
  done
  account one
  binding one RoleBinding team-a reader
  # Nodes belong to no namespace.
  binding one ClusterRoleBinding '' nodes
  account no-nodes
  binding no-nodes RoleBinding team-a no-statefulsets
  account nothing
} | kubectl apply -f - >/dev/null

kubectl config view --raw --minify --flatten >"$file"
admin() { KUBECONFIG=$file kubectl config "$@" >/dev/null; }
admin rename-context "$(kubectl config current-context)" admin
cluster=$(kubectl config view --minify -o 'jsonpath={.clusters[0].name}')
# A request for a token needs no program that is newer than the server.
for name in reader no-watch no-statefulsets one no-nodes nothing; do
  token=$(kubectl create --raw "/api/v1/namespaces/$space/serviceaccounts/$name/token" -f - <<<'{"spec":{"expirationSeconds":86400}}' |
    node -p 'JSON.parse(require("fs").readFileSync(0, "utf8")).status.token')
  admin set-credentials "$name" --token "$token"
  admin set-context "$name" --cluster "$cluster" --user "$name"
done
