import type { en } from './en';

export const fr: Record<keyof typeof en, string> = {
  'connection-refused': '{{label}} a refusé la connexion',
  'connection-closed': '{{label}} a fermé la connexion',
  'connection-failed': 'La connexion à {{label}} a échoué',
  'host-not-found':
    '{{label}} est introuvable : son nom d’hôte ne peut pas être résolu',
  'name-service-failed':
    '{{label}} est introuvable : le service de noms ne répond pas',
  'no-route-to-host': '{{label}} est injoignable : aucune route vers l’hôte',
  'no-route-to-network':
    '{{label}} est injoignable : aucune route vers son réseau',
  'address-not-available':
    '{{label}} est injoignable : son adresse n’est pas disponible',
  'connect-timeout': '{{label}} n’a pas accepté de connexion à temps',
  'response-timeout': '{{label}} n’a pas répondu à temps',
  'refresh-timeout': 'L’actualisation a dépassé le temps imparti',
  'certificate-changed':
    '{{label}} présente un autre certificat que celui épinglé',
  'certificate-changed-to':
    '{{label}} présente un autre certificat que celui épinglé (SHA-256 {{fingerprint}})',
  'tls-failed': 'Pas de connexion sécurisée à {{label}} : {{reason}}',
  'port-blocked':
    'L’URL de {{label}} a un port auquel Node.js ne se connecte jamais',
  'proxy-refused': 'Le proxy ne s’est pas connecté à {{label}} ({{status}})',

  'response-not-json': '{{label}} a renvoyé une réponse qui n’est pas du JSON',
  'response-redirect':
    '{{label}} a renvoyé une redirection, qui n’est pas suivie',
  'response-too-large': 'La réponse de {{label}} dépasse {{size}} Mio',
  'response-too-deep':
    '{{label}} a renvoyé du JSON imbriqué sur plus de {{max}} niveaux',
  'line-too-large': '{{label}} a envoyé une ligne de plus de {{size}} Kio',
  'list-too-long': '{{label}} liste plus de {{max}} éléments à la fois',
  'response-not-processed': 'La réponse n’a pas pu être traitée',
  'workload-gone': 'La plateforme n’a plus ce workload',
  'reading-paused': 'La lecture est en pause après plusieurs échecs',

  'file-unreadable': 'Le fichier de {{key}} ne peut pas être lu ({{reason}})',
  'file-not-regular': 'Le fichier de {{key}} n’est pas un fichier ordinaire',
  'file-too-large': 'Le fichier de {{key}} dépasse {{size}} Mio',
  'file-empty': 'Le fichier de {{key}} est vide',
  'file-without-pem':
    'Le fichier de {{key}} ne contient ni certificat ni clé au format PEM',
  'cluster-name-taken':
    'un cluster de « {{provider}} » s’appelle « {{cluster}} », comme déjà un cluster de {{other}}',
  'config-issue': '{{key}} : {{problem}}',
  'config-issue-line': '{{key}} : {{problem}} (ligne {{line}})',
  'config-issue-file': '{{key}} : {{problem}} ({{file}})',
  'config-issue-line-of-file':
    '{{key}} : {{problem}} (ligne {{line}} de {{file}})',
  'config-issues': '{{issues}}',
  'unknown-key': 'clé inconnue « {{name}} »',
  'unknown-key-nearest':
    'clé inconnue « {{name}} » ; s’agit-il de « {{nearest}} » ?',
  'unknown-key-known':
    'clé inconnue « {{name}} » ; les clés connues sont {{known}}',
  'unknown-platform':
    '« {{type}} » n’est pas une plateforme connue ; les plateformes connues sont {{known}}',
  'no-platform':
    '« {{type}} » n’est pas une plateforme connue : aucun module de plateforme n’est installé',
  'name-taken': '« {{name}} » est déjà le nom de {{other}}',
  'name-taken-elsewhere': '« {{name}} » est déjà le nom d’un autre fournisseur',
  'cannot-be-used': 'ne peut pas être utilisé ({{reason}})',
  'cannot-be-checked': 'ne peut pas être vérifié ({{reason}})',
  'too-many-levels': 'a plus de {{max}} niveaux',
  'named-file-unreadable': '{{file}} ne peut pas être lu ({{reason}})',
  'named-file-not-regular': '{{file}} n’est pas un fichier ordinaire',
  'named-file-too-large': '{{file}} dépasse {{size}} Mio',
  'named-file-not-json': '{{file}} n’est pas du JSON valide',
  'must-be-object': 'doit être un objet',
  'must-be-text-object': 'doit être un objet de textes',
  'must-be-list': 'doit être une liste',
  'must-be-text-list': 'doit être une liste de textes',
  'must-be-provider-list': 'doit être une liste de fournisseurs',
  'must-be-file-name': 'doit être un nom de fichier',
  'must-be-file-list': 'doit être une liste de noms de fichiers',
  'must-be-text': 'doit être un texte',
  'must-be-text-such-as': 'doit être un texte tel que {{example}}',
  'must-be-url-such-as': 'doit être une URL telle que {{example}}',
  'must-not-contain-credentials':
    'ne doit pas contenir d’identifiants ; utilisez {{keys}}',
  'must-not-be-empty': 'ne doit pas être vide',
  'must-not-be-empty-variable':
    'ne doit pas être vide ; sa variable d’environnement est-elle définie ?',
  'must-not-be-longer': 'ne doit pas dépasser {{max}} caractères',
  'must-not-contain-spaces':
    'ne doit contenir ni saut de ligne, ni espace, ni guillemet',
  'must-be-boolean': 'doit être true ou false',
  'must-be-duration':
    "doit être une durée telle que '15s', '2m' ou { seconds: 15 }",
  'must-be-between': 'doit être compris entre {{min}} et {{max}}',
  'must-be-number-from': 'doit être un nombre entier de {{min}} à {{max}}',
  'must-be-number-of-at-least': 'doit être un nombre entier d’au moins {{min}}',
  'must-be-entity-reference': 'doit être une référence d’entité',
  'must-be-proxy': 'doit être l’URL http(s) d’un proxy, ou false',
  'must-be-pem': 'doit être un certificat PEM, éventuellement en base64',
  'cannot-be-combined':
    'ne peut pas être combiné avec {{other}} ; choisissez l’un des deux',
  'is-required-with': 'est requis avec {{other}}',
  'another-cluster':
    'L’adresse configurée mène à un autre cluster qu’auparavant',
  'credentials-refused':
    'Les identifiants ont été refusés trois fois en dix minutes',

  'prometheus-status': '{{label}} a répondu avec le statut {{status}}',
  'prometheus-query-rejected':
    '{{label}} refuse la requête pour {{metric}} ({{reason}})',
  'prometheus-several-series':
    'La requête pour {{metric}} renvoie {{count}} séries au lieu d’une',
  'node-facts-late':
    'Certaines informations sur le nœud manquent : la plateforme ne les a pas renvoyées à temps',
  'node-facts-unreadable':
    'Certaines informations sur le nœud manquent : {{reason}}',
  'node-memory-full': '{{percentage}} % de la mémoire sont utilisés',
  'node-storage-full': '{{percentage}} % du disque sont utilisés',
  'nodes-truncated':
    'Seuls les {{count}} premiers nœuds sur {{total}} sont affichés',
  'storages-truncated':
    'Seuls les {{count}} premiers stockages sur {{total}} sont affichés',
  'storage-almost-full': '{{percent}} % de l’espace est utilisé',
  'version-unsupported':
    'La version {{version}} ne reçoit plus de correctifs depuis le {{end}}',
  'version-unsupported-old':
    'La version {{version}} ne reçoit plus de correctifs',
  'version-ends-soon':
    'La version {{version}} reçoit des correctifs jusqu’au {{end}}',
  'backup-missing_one':
    '{{count}} machine n’est dans aucune tâche de sauvegarde',
  'backup-missing_other':
    '{{count}} machines ne sont dans aucune tâche de sauvegarde',
  'certificate-expires':
    'Le certificat d’un serveur est valable jusqu’au {{end}} ; ensuite, le serveur ne pourra plus être lu',
  'certificate-expired':
    'Le certificat d’un serveur était valable jusqu’au {{end}}',
  'renew-certificate': 'Renouveler le certificat sur le serveur',
  'upgrade-version': 'Passer à une version qui reçoit des correctifs',
  'workloads-truncated':
    'Seuls les {{count}} premiers workloads sur {{total}} sont affichés',
  'clock-ahead':
    'L’horloge du serveur avance de {{difference}} sur celle de ce backend',
  'clock-behind':
    'L’horloge du serveur retarde de {{difference}} sur celle de ce backend',
  'duplicate-cluster':
    'C’est le même cluster que {{clusters}} : les totaux comptent ses nœuds une fois',
  'clusters-not-read':
    'Les workloads de {{clusters}} ne sont pas connus et peuvent aussi dépendre du nœud',

  'check-prometheus-query':
    'Corrigez la requête dans infraDashboard.history.prometheus, et définissez clusterLabel si le serveur a des métriques de plusieurs clusters',
  'check-server':
    'Vérifier que le serveur fonctionne et que ce backend peut l’atteindre',
  'check-network': 'Vérifier le chemin réseau et la charge du serveur',
  'check-port': 'Vérifier le port ; ceux d’autres protocoles sont bloqués',
  'check-proxy': 'Vérifier le réglage du proxy et ce qu’il autorise',
  'check-api-url':
    'Vérifier que l’URL mène à l’API et non à une page d’un proxy',
  'check-list': 'Vérifier que l’URL mène à l’API, et ce qu’elle liste',
  'check-file': 'Vérifier que le fichier existe et que ce backend peut le lire',
  'check-credentials':
    'Vérifier que les identifiants configurés sont corrects et encore valides',
  'credentials-not-sendable':
    'Les identifiants pour {{label}} contiennent un saut de ligne ou un autre caractère qui ne peut pas être envoyé',
  'check-quotes':
    'Copier à nouveau le jeton ou le mot de passe, sans guillemets ni sauts de ligne',
  'issue-server-certificate':
    'Émettre un certificat destiné aux serveurs (extendedKeyUsage serverAuth)',
  'check-https': 'Vérifier que le port parle HTTPS, ou utiliser une URL http',
  'trust-authority':
    'Faire confiance à son autorité de certification, ou épingler l’empreinte de son certificat',
  'renew-fingerprint':
    'Si le certificat a été renouvelé, le vérifier sur le serveur et indiquer la nouvelle empreinte',
  'use-redirect': 'Configurer l’adresse vers laquelle mène la redirection',
  'grant-read': 'Donner le droit de lecture aux identifiants configurés',
  'raise-interval':
    'Augmenter refreshInterval, afin d’envoyer moins de requêtes',
  'raise-timeout':
    'Augmenter le délai du fournisseur, ou vérifier la charge de la plateforme',
  'look-at-log':
    'Consulter le journal du serveur ; la lecture est répétée automatiquement',
  'workload-gone-hint': 'La prochaine actualisation le retirera des listes',
  'wait-or-refresh': 'Attendre la prochaine tentative, ou actualiser',
  'correct-configuration':
    'Corriger la configuration ; une modification s’applique sans redémarrage',
  'correct-address':
    'Corriger l’adresse. Si le cluster a été remplacé volontairement, désactiver puis réactiver le fournisseur',
  'rename-cluster': 'Donner un autre nom à l’un des deux',
  'change-credentials':
    'Les changer, ou attendre : d’autres tentatives pourraient verrouiller le compte',
  'change-credentials-wait_one':
    'Les changer, ou attendre {{count}} minute : d’autres tentatives pourraient verrouiller le compte',
  'change-credentials-wait_other':
    'Les changer, ou attendre {{count}} minutes : d’autres tentatives pourraient verrouiller le compte',
  'plugin-defect':
    'C’est un défaut du plugin ; le journal du backend en contient l’emplacement',
  'split-provider':
    'Configurer un fournisseur par partie, avec des droits sur cette partie',
  'check-clocks':
    'Synchroniser les deux horloges ; d’ici là, les heures indiquées par la plateforme sont décalées',
  'remove-duplicates':
    'Supprimer tous ces fournisseurs sauf un, à moins que chacun ne doive montrer un autre espace de noms ou projet',
  'check-connection': 'Se connecter',
  'check-configuration': 'Vérifier la configuration',
  'provider-removed': "Il n’y a plus de fournisseur '{{provider}}'",
  'evidence-cluster-and-id':
    'L’identifiant du fournisseur désigne le cluster {{cluster}} et l’ID {{id}}',
  'evidence-id':
    'L’identifiant du fournisseur désigne l’ID {{id}}, et le nom ou une adresse est identique',
  'evidence-uuid': 'L’identifiant du fournisseur désigne l’UUID de la machine',
  'evidence-system-uuid': 'L’UUID système du nœud est l’UUID de la machine',
  'evidence-address': 'Les deux ont l’adresse {{address}}',
  'evidence-address-and-name':
    'Les deux ont l’adresse {{address}} et le même nom',
};
