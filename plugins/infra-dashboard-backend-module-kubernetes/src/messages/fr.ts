import type { ResourceTemplates, Templates } from './en';

export const fr: Templates = {
  // Texts of the configuration
  'source-required':
    'kubeConfigPath, inCluster: true ou url avec serviceAccountToken est requis',
  'belongs-to': 'appartient à {{source}}, qui n’est pas défini',
  'token-required':
    'est requis avec url, ou serviceAccountTokenFile à sa place ; sa variable d’environnement est-elle définie ?',
  'must-be-service-account': 'doit être le jeton d’un compte de service',
  'must-be-namespace': 'doit être le nom d’un namespace',
  'must-be-one-namespace': 'doit être le nom d’un seul namespace',

  'credentials-refused': 'Kubernetes n’accepte pas les identifiants',
  'renew-credentials':
    'Le jeton ou le certificat a peut-être expiré ou été révoqué. En créer un nouveau',
  'permission-denied': 'Autorisation manquante : {{action}}',
  'grant-permission': 'L’accorder avec un ClusterRole ou un Role',
  'grant-manifest': 'L’accorder avec kubectl apply -f :\n{{manifest}}',
  'rate-limited': 'Kubernetes limite le nombre de requêtes',
  'raise-refresh-interval':
    'Augmenter refreshInterval, ou donner aux identifiants un niveau de priorité propre',
  'unexpected-status':
    'Kubernetes a répondu par le statut {{status}} ({{action}})',
  'not-a-list': 'Réponse inattendue : pas une liste de {{resource}}',
  'check-url': 'Vérifier que l’URL mène au serveur d’API',
  'no-credentials':
    'L’utilisateur configuré n’a pas d’identifiants, et l’accès anonyme est refusé',
  'configure-token': 'Configurer le jeton d’un compte de service',

  'server-not-url': 'Le serveur du kubeconfig n’est pas une URL http(s)',
  'server-has-credentials':
    'Le serveur du kubeconfig ne doit pas contenir d’identifiants',
  'move-credentials': 'Les mettre dans l’utilisateur du kubeconfig',
  'not-pem': '{{key}}-data n’est ni un certificat ni une clé',
  'not-in-pod':
    'inCluster est défini, mais ce backend ne s’exécute pas dans un pod',
  'use-kubeconfig-or-url':
    'Définir kubeConfigPath, ou url avec serviceAccountToken',
  'kubeconfig-both': '{{first}} et {{second}} du kubeconfig s’excluent',
  'kubeconfig-needs': '{{key}} du kubeconfig exige {{needed}}',
  'not-a-kubeconfig': 'Le fichier de kubeConfigPath n’est pas un kubeconfig',
  'unknown-context':
    'kubeConfigContext nomme un contexte que le kubeconfig n’a pas',
  'no-current-context':
    'Le kubeconfig n’a pas de contexte courant, et kubeConfigContext n’est pas défini',
  'list-contexts': 'Lister ses contextes : kubectl config get-contexts',
  'unknown-cluster': 'Le contexte ne nomme aucun cluster connu',
  'unknown-user': 'Le contexte ne nomme aucun utilisateur connu',
  'proxy-unsupported':
    'proxy-url du kubeconfig doit être une URL http ou https',
  'allow-direct-connection':
    'Donner à ce backend une connexion directe au serveur d’API',
  'interactive-login':
    'Le kubeconfig s’authentifie par l’auth-provider {{name}}, qui demande une personne',
  'use-service-account':
    'Créer un compte de service et définir url, caData et serviceAccountToken, ou mettre son jeton dans le kubeconfig',
  'plugin-incomplete':
    'L’entrée exec de l’utilisateur du kubeconfig est incomplète',
  'complete-plugin':
    'Il lui faut command, l’apiVersion v1 ou v1beta1 de client.authentication.k8s.io et, avec v1, interactiveMode Never ou IfAvailable',
  'plugin-needs-terminal':
    'Le plugin d’authentification {{plugin}} demande un terminal, qu’un backend n’a pas',
  'use-token': 'Utiliser plutôt le jeton d’un compte de service',
  'plugin-timeout':
    'Le plugin d’authentification {{plugin}} n’a pas terminé à temps',
  'plugin-not-runnable':
    'Le plugin d’authentification {{plugin}} ne peut pas être exécuté ({{code}})',
  'install-plugin':
    'L’installer dans l’image de ce backend, ou utiliser le jeton d’un compte de service',
  'plugin-failed':
    'Le plugin d’authentification {{plugin}} a échoué ({{code}})',
  'run-plugin-manually':
    'L’exécuter à la main avec l’utilisateur de ce backend',
  'plugin-output-invalid':
    'Le plugin d’authentification {{plugin}} n’a affiché aucun identifiant de {{apiVersion}}',

  'nodes-hidden':
    'Santé des nœuds inconnue : autorisation de lister les nœuds manquante',
  'no-nodes': 'Le cluster n’a aucun nœud',
  'nodes-unhealthy':
    '{{unhealthy}} nœuds sur {{total}} en mauvaise santé : {{nodes}}',
  'node-and-reason': '{{name}} ({{reason}})',
  'nodes-unhealthy-more':
    '{{unhealthy}} nœuds sur {{total}} en mauvaise santé : {{nodes}} et {{more}} autres',
  'node-never-reported': 'Le nœud n’a jamais signalé son état',
  'kubelet-silent': 'Le kubelet du nœud ne répond pas',
  'node-deleting': 'Le nœud est en cours de suppression',
  'node-cordoned': 'Isolé (cordoned) : aucun nouveau pod n’y est planifié',

  'pod-stuck': '{{status}} depuis plus de 10 minutes',
  'containers-not-ready': '{{ready}} conteneurs prêts sur {{desired}}',
  'pod-not-ready': 'Le pod n’est pas prêt',
  'pod-restarted': 'Redémarré au cours des 10 dernières minutes',
  'container-ended': 'Un conteneur est terminé, d’autres s’exécutent',
  'container-exit-code':
    'Le conteneur {{container}} s’est terminé avec le code {{exitCode}}',
  'pod-node-lost': 'Son nœud ne répond pas',
  'pod-node-silent': 'Son nœud {{node}} ne répond pas',
  'pod-node-gone': 'Son nœud {{node}} n’existe plus',
  'pod-replaced': 'Terminé ; {{controller}} fonctionne comme prévu',
  'attempt-repeated':
    'Terminé ; une tentative ultérieure, {{later}}, s’exécute ou est terminée',
  'job-retries_one': '1 pod a échoué et est relancé',
  'job-retries_other': '{{count}} pods ont échoué et sont relancés',
  'job-not-ready': 'Aucun des {{active}} pods en cours n’est devenu prêt',
  'last-run-failed': 'La dernière exécution a échoué',
  'change-not-observed':
    'La dernière modification n’est pas encore prise en compte',
  'replicas-not-ready': '{{ready}} réplicas prêts sur {{desired}}',
  'rollout-paused': 'Le déploiement est en pause',
  'rollout-progress':
    '{{updated}} réplicas sur {{desired}} mis à jour, {{replicas}} existent',

  'metrics-empty':
    'Utilisation inconnue : l’API de métriques ne signale aucun des nœuds',
  'check-metrics-log':
    'Vérifier le journal de metrics-server. Un nouveau a besoin d’une minute',
  'metrics-outdated_one':
    'Utilisation inconnue pour {{count}} objet : ses métriques datent de plus de dix minutes',
  'metrics-outdated_other':
    'Utilisation inconnue pour {{count}} objets : leurs métriques datent de plus de dix minutes',
  'metrics-skipped': 'L’utilisation n’est pas lue, car skipMetrics est défini',
  'metrics-not-installed':
    'Utilisation inconnue : le cluster n’a pas d’API de métriques',
  'install-metrics-server': 'Installer metrics-server',
  'metrics-unavailable':
    'Utilisation inconnue : l’API de métriques ne fonctionne pas : {{reason}}',
  'credentials-expire':
    'Les identifiants ({{kind}}) sont valables jusqu’au {{end}}',
  'renew-before': 'Les renouveler avant',
  'namespace-only':
    'Seul l’espace de noms {{namespace}} est lu, les requests des nœuds sont donc inconnues',
  'remove-namespace': 'Retirer namespace pour lire tout le cluster',
  'identity-unknown':
    'Un autre cluster à la même adresse ne serait pas remarqué : ni l’espace de noms {{namespace}} ni aucun nœud ne peut être lu',
  'restrict-namespace': 'Limiter le fournisseur à un espace de noms',

  'check-connect': 'Joindre le serveur d’API',
  'check-expiry': 'Les identifiants sont valables ({{kind}})',
  'check-permission': 'Autorisation : {{action}}',
  'check-metrics': 'L’API de métriques fonctionne',
  'valid-until': 'Jusqu’au {{end}}',
  denied: 'Autorisation refusée',
  'unexpected-review': 'Kubernetes a envoyé une réponse inattendue',
  'metrics-denied': 'L’autorisation de la vérifier manque',
};

export const frPerResource: ResourceTemplates = {
  'no-permission-*': 'Autorisation manquante : lister {{resource}} (list)',
  'no-permission-watch-*':
    'Autorisation manquante : observer {{resource}} (watch). Chaque actualisation lit toute la liste',
  '*-unreadable': 'La lecture de {{resource}} a échoué : {{reason}}',
  '*-not-understood_one': '1 objet de {{resource}} est invalide et omis',
  '*-not-understood_other':
    '{{count}} objets de {{resource}} sont invalides et omis',
  '*-truncated': 'Seuls les {{count}} premiers objets de {{resource}} sont lus',
};
