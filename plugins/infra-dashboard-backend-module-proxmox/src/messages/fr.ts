import type { en } from './en';

export const fr: Record<keyof typeof en, string> = {
  // Texts of the configuration
  'must-be-url-list': 'doit être une liste d’URL',
  'must-hold-url': 'doit contenir au moins une URL',
  'must-look-like-token': 'doit avoir la forme user@realm!name',
  'must-look-like-user':
    'doit avoir la forme user@realm, par exemple portal@pve',
  'must-be-file': 'doit être le nom d’un fichier',
  'url-missing': 'manque : l’adresse d’un membre du cluster',
  'password-missing':
    'est requis avec username ; sa variable d’environnement est-elle définie ?',
  'token-missing': 'manque : le jeton d’API, par exemple user@realm!name',
  'token-secret-missing':
    'manque : le secret du jeton d’API ; sa variable d’environnement est-elle définie ?',
  'must-be-fingerprint': 'doit être une empreinte SHA-256',
  'must-be-fingerprint-digits':
    'doit être une empreinte SHA-256 : 64 chiffres hexadécimaux, avec ou sans deux-points',
  'must-be-endpoint': 'doit être une URL, ou un objet avec url et fingerprint',

  'type-qemu': 'Machine virtuelle',
  'type-lxc': 'Conteneur (LXC)',

  'quorum-lost':
    "Quorum perdu : le cluster ne peut pas être modifié, et ceci est la vue d'une seule partition",
  'no-node-online': "Aucun nœud n'est en ligne",
  'no-node-listed': "Aucun nœud n'est listé",
  'nodes-unhealthy_one': '{{count}} nœud sur {{total}} défaillant : {{nodes}}',
  'nodes-unhealthy_other':
    '{{count}} nœuds sur {{total}} défaillants : {{nodes}}',
  'two-reasons': '{{first}}. {{second}}',
  'ceph-status': 'Ceph signale {{status}}',
  'ceph-checks': 'Ceph signale {{status}} : {{checks}}',

  'node-maintenance': 'En maintenance',
  'node-maintenance-offline': 'En maintenance, hors ligne',
  'node-fencing': "En cours d'isolement (fencing)",
  'node-offline': 'Hors ligne : invisible pour les autres membres du cluster',
  'node-offline-fencing':
    "Hors ligne : invisible pour les autres membres du cluster ; en cours d'isolement (fencing)",
  'node-offline-no-quorum':
    "Invisible depuis cette partition, qui n'a pas le quorum",
  'node-no-statistics':
    'Aucune statistique depuis cinq minutes : le nœud vient de démarrer, ou un stockage ou pvestatd est bloqué',
  'storage-unavailable':
    "Le stockage {{storage}} n'est pas disponible sur ce nœud",

  'storage-inactive': 'Indisponible sur tous les nœuds en ligne',
  'storage-partly': 'Indisponible sur {{nodes}}',
  'storage-nodes-unknown': 'État inconnu : {{nodes}} n’est pas en ligne',
  'storage-disabled': 'Désactivé dans la configuration',

  'guest-no-statistics': "Son nœud n'a pas de statistiques pour cet invité",
  'guest-io-error': "En pause : erreur d'E/S (stockage plein ?)",
  'guest-internal-error': 'En pause : erreur interne de QEMU',
  'guest-panicked': "Le système d'exploitation de l'invité a planté",
  'guest-watchdog': 'Mis en pause par son watchdog',
  'guest-locked': 'Verrouillé : {{lock}}',
  'guest-locked-long': 'Verrouillé : {{lock}}, depuis {{hours}} heures',
  'guest-ha-not-started':
    'La HA doit le garder démarré, mais il est arrêté (état HA {{hastate}})',
  'guest-ha-state': 'État HA {{hastate}}',
  'guest-node-offline':
    'Le nœud {{node}} est hors ligne ; dernier état {{status}}',
  'guest-node-offline-ha':
    'Le nœud {{node}} est hors ligne ; dernier état {{status}} ; état HA {{hastate}}',
  'guest-node-unknown':
    "Le nœud {{node}} n'a pas de statistiques ; dernier état {{status}}",
  'guest-node-unknown-ha':
    "Le nœud {{node}} n'a pas de statistiques ; dernier état {{status}} ; état HA {{hastate}}",
  'guest-node-missing': 'Nœud inconnu ; dernier état {{status}}',
  'guest-node-missing-ha':
    'Nœud inconnu ; dernier état {{status}} ; état HA {{hastate}}',

  'no-permission-node-numbers_one':
    'CPU, mémoire et stockage du nœud {{node}} masqués : droit Sys.Audit manquant',
  'no-permission-node-numbers_other':
    'CPU, mémoire et stockage de {{count}} nœuds masqués : droit Sys.Audit manquant',
  'guests-partly-visible':
    'Seuls certains invités sont visibles : VM.Audit est accordé sur des invités ou des pools isolés',
  'no-guests-visible_one':
    'Les invités sont masqués : droit {{privileges}} manquant',
  'no-guests-visible_other':
    'Aucun invité et aucun stockage visibles : les droits {{privileges}} manquent probablement',
  'storages-hidden':
    'Certains stockages ou tous sont masqués : droit Datastore.Audit manquant',
  'no-cluster-status': 'Quorum inconnu : {{reason}}',
  'ceph-unreadable': 'État et utilisation de Ceph inconnus : {{reason}}',
  'mixed-versions':
    'Les nœuds utilisent plusieurs versions de Proxmox VE : {{versions}}',
  upgrade:
    'Terminer la mise à niveau ; la version du cluster est celle d’un seul nœud',
  'malformed-rows_one':
    '{{count}} ligne de la réponse est mal formée et a été ignorée',
  'malformed-rows_other':
    '{{count}} lignes de la réponse sont mal formées et ont été ignorées',
  'no-permission-addresses_one':
    'Adresses IP de {{count}} invité ({{kind}}) illisibles : {{reason}}',
  'no-permission-addresses_other':
    'Adresses IP de {{count}} invités ({{kind}}) illisibles : {{reason}}',
  'address-of-another-cluster':
    "L'adresse {{number}} sur {{total}} appartient à un autre cluster et n'est pas utilisée",
  'address-not-trusted':
    "L'adresse {{number}} sur {{total}} n'est pas utilisée : {{reason}}",
  'address-refuses-credentials':
    "L'adresse {{number}} sur {{total}} n'est pas utilisée : {{reason}}",

  'snapshots-unreadable':
    'Les instantanés ne peuvent pas être lus : {{reason}}',
  'tasks-unreadable': 'Les tâches ne peuvent pas être lues : {{reason}}',

  'credentials-refused': 'Proxmox VE a refusé les identifiants : {{reason}}',
  'credentials-paused':
    'Les identifiants ont été refusés et ne seront pas réessayés pendant quelques minutes',
  'login-refused': 'Proxmox VE a refusé la connexion',
  'login-second-factor': "Proxmox VE exige un second facteur de l'utilisateur",
  'login-no-ticket':
    'La réponse de Proxmox VE à la connexion ne contient pas de ticket',
  'privilege-missing': 'Accès refusé : {{privilege}} manque sur {{path}}',
  'monitor-privilege-missing':
    "Accès refusé : {{privilege}} manque sur {{path}}. Avant PVE 9, l'agent invité exige ce droit, qui permet plus que la lecture",
  'permission-denied': 'Accès refusé : {{reason}}',
  'rate-limited': 'Proxmox VE limite le nombre de requêtes',
  'node-unreachable':
    "Proxmox VE n'atteint pas le nœud ou le service demandé : {{reason}}",
  'node-refuses-credentials':
    'Un nœud refuse les identifiants que son cluster accepte : {{reason}}',
  'unknown-path':
    'Proxmox VE ne connaît pas le chemin demandé (statut {{status}})',
  'unexpected-status': 'Proxmox VE a répondu avec le statut {{status}}',
  'unexpected-status-reason':
    'Proxmox VE a répondu avec le statut {{status}} : {{reason}}',
  'unexpected-response':
    "Réponse inattendue : elle n'a pas le format de l'API de Proxmox VE",
  'other-cluster':
    "L'adresse configurée appartient à un autre cluster qu'auparavant",
  'other-cluster-address':
    "L'adresse {{number}} sur {{total}} appartient à un autre cluster",
  'addresses-failed': '{{first}} ; autres adresses : {{details}}',
  'address-failed': '{{number}}/{{total}} : {{reason}}',
  'addresses-failed-alike_one': "{{first}} ; l'autre adresse échoue aussi",
  'addresses-failed-alike_other':
    '{{first}} ; les {{count}} autres adresses échouent aussi',

  'fix-credentials':
    "Vérifier que le jeton ou l'utilisateur existe et n'a pas expiré, et que le secret est correct",
  'fix-login':
    "Vérifier le nom d'utilisateur, son domaine (realm) et le mot de passe",
  'fix-second-factor':
    "Utiliser un jeton d'API : un utilisateur avec un second facteur ne peut pas se connecter ici",
  'fix-permissions':
    "Accorder le rôle PVEAuditor sur / à l'utilisateur, et aussi à son jeton",
  'fix-services':
    'Vérifier que pveproxy et pvedaemon fonctionnent sur tous les nœuds',
  'fix-clocks': 'Comparer les horloges des nœuds, par exemple avec timedatectl',
  'fix-url': "Vérifier que l'URL mène à l'API de Proxmox VE",
  'fix-other-cluster':
    "Corriger l'adresse. Si le cluster a été remplacé volontairement, désactiver le fournisseur puis le réactiver",

  'check-credentials-paused':
    "Les identifiants ont été refusés trop souvent pour être essayés maintenant : d'autres essais pourraient verrouiller le compte",
  'check-not-sent':
    "Pas d'essai sans chiffrement : le certificat d'une adresse précédente n'est pas approuvé",
  'check-version': 'PVE {{version}}',
  'check-not-encrypted':
    "La connexion n'est pas chiffrée ; les identifiants peuvent être lus en transit",
  'check-any-certificate': 'Tous les certificats sont acceptés (allowInsecure)',
  'check-privilege-missing': '{{privilege}} manque',
  'check-privilege-missing-on': '{{privilege}} manque sur {{path}}',
  'check-privilege-partial':
    "{{privilege}} n'est accordé que sur certains chemins : {{paths}}",
  'check-members_one':
    "Le cluster a {{members}} membres ; {{count}} adresse est configurée, et aucune autre n'est contactée",
  'check-members_other':
    "Le cluster a {{members}} membres ; {{count}} adresses sont configurées, et aucune autre n'est contactée",
  'fix-not-encrypted': 'Définir une URL https',
  'fix-any-certificate':
    'Définir fingerprint sur la sortie de cette commande sur le nœud, et allowInsecure sur false :\n{{command}}',
  'fix-certificate':
    '{{hint}}. Cette commande sur le nœud affiche son empreinte :\n{{command}}',
  'fix-members':
    'Pour rester connecté quand ceux-ci sont hors service, ajouter les adresses que ce backend peut atteindre, sauf si elles sont derrière un proxy :\nurls:\n{{lines}}',
  'title-guests': 'Lire les invités',
  'title-login': 'Se connecter',
  'title-login-of': 'Se connecter (adresse {{number}} sur {{total}})',
  'title-members': 'Autres membres du cluster',
  'title-nodes': 'Lire les valeurs des nœuds',
  'title-permissions': 'Lire ses propres droits',
  'title-pools': 'Lire les pools',
  'title-quorum': 'Lire le quorum et les adresses',
  'title-reach': "Joindre l'API",
  'title-reach-of': "Joindre l'API (adresse {{number}} sur {{total}})",
  'title-same-cluster': 'Appartient au même cluster',
  'title-same-cluster-of':
    'Appartient au même cluster (adresse {{number}} sur {{total}})',
  'title-storages': 'Lire les stockages',
  'title-tls': 'Faire confiance à son certificat',
  'title-tls-of':
    'Faire confiance à son certificat (adresse {{number}} sur {{total}})',
};
