import type { en } from './en';

export const fr: Record<keyof typeof en, string> = {
  // Texts of the configuration
  'must-be-region-list':
    "doit être une liste de régions telle que ['eu-1', 'eu-2']",
  'must-name-region':
    'doit nommer une région ; sans cette clé, toutes sont lues',
  'must-name-region-once': 'doit nommer chaque région une seule fois',
  'must-be-interface': 'doit être public, internal ou admin',
  'secret-required': 'est requis avec un identifiant d’application',
  'not-with-credential':
    'ne peut pas être combiné avec un identifiant d’application ; choisissez l’un des deux',
  'project-of-credential':
    'ne peut pas être défini avec un identifiant d’application, qui a son propre projet',
  'user-required':
    'est requis, ou applicationCredentialId, ou cloud avec le nom d’une entrée de clouds.yaml',
  'project-required': 'est requis avec username, ou projectId à sa place',
  'not-with-cloud': 'ne peut pas être combiné avec cloud, qui a les siens',
  'only-with-cloud': 'n’est utilisé qu’avec cloud, qui n’est pas défini',
  'auth-url-required':
    'est requis, ou cloud avec le nom d’une entrée de clouds.yaml',

  'type-instance': 'Instance',

  'login-timeout': "Keystone n'a pas répondu à temps",
  'check-keystone-load': 'Vérifiez le chemin réseau et la charge de Keystone',
  'no-token-in-response':
    'Keystone a accepté la connexion, mais sa réponse ne contient pas de jeton',
  'check-auth-url':
    "Vérifiez que authUrl mène à Keystone et non à la page d'un proxy",
  'token-without-project':
    "Le jeton Keystone n'a ni projet ni catalogue de services",
  'grant-project-role':
    "Donnez à l'utilisateur un rôle dans le projet : openstack role add --user USER --project PROJECT reader",
  'password-refused':
    "Keystone a refusé l'utilisateur, le mot de passe ou le projet",
  'check-password':
    "Vérifiez username, password, leur domaine, et que l'utilisateur a un rôle dans le projet. Keystone n'indique pas lequel est faux",
  'credential-refused': "Keystone a refusé l'application credential",
  'credential-unknown':
    "Keystone ne connaît pas l'application credential, ou authUrl ne mène pas à Keystone",
  'create-credential':
    "Il est peut-être faux, expiré, ou supprimé avec son utilisateur ou un rôle de l'utilisateur. Créez-en un nouveau : openstack application credential create infra-dashboard --role reader",
  'no-keystone': "Il n'y a pas de Keystone v3 à authUrl",
  'find-auth-url':
    "Donnez à authUrl l'adresse qu'affiche `openstack catalog show identity`",
  'login-invalid':
    "Keystone a rejeté l'utilisateur, le projet ou leurs domaines comme non valides",
  'check-domains': 'Vérifiez userDomainName et projectDomainName',
  'login-forbidden':
    'Keystone ne permet pas la connexion avec ces identifiants',
  'check-user':
    "L'utilisateur est peut-être bloqué ou doit changer de mot de passe",
  'login-rate-limited': 'Keystone limite le nombre de connexions',
  'login-status': 'Keystone a répondu à la connexion avec le statut {{status}}',
  'service-not-in-catalog': 'Le catalogue Keystone ne contient pas {{service}}',
  'register-service':
    'Vérifiez la région, ou enregistrez le service : openstack endpoint create {{type}}',
  'service-not-in-region':
    'Le catalogue ne contient pas {{service}} dans la région {{region}}',
  'several-regions': 'Le catalogue contient {{service}} dans plusieurs régions',
  'set-region': "Donnez à region l'une des valeurs : {{regions}}",
  'too-many-regions':
    'Le catalogue contient {{count}} régions, et {{max}} au plus peuvent être lues',
  'set-regions': 'Indiquez celles à lire dans regions',
  'interface-not-in-catalog':
    "Le catalogue ne contient pas d'endpoint {{interface}} de {{service}}",
  'set-interface': "Donnez à interface l'une des valeurs : {{interfaces}}",
  'endpoint-invalid':
    "L'endpoint de {{service}} dans le catalogue n'est pas une adresse http ou https",
  'endpoint-link-local':
    "L'endpoint de {{service}} dans le catalogue est une adresse link-local, où il n'y a pas de service",
  'set-endpoint': 'Corrigez-le avec : openstack endpoint set --url',
  'token-refused': '{{service}} refuse un jeton que Keystone vient de délivrer',
  'check-token-validation':
    "Vérifiez la section [keystone_authtoken] de {{service}}, et les règles d'accès de l'application credential s'il en a",
  'action-forbidden':
    '{{service}} ne permet pas la requête avec ces identifiants ({{action}})',
  'outside-access-rules':
    "Les règles d'accès de l'application credential ne permettent pas la requête ({{action}})",
  'rate-limited': '{{service}} limite le nombre de requêtes',
  'response-status':
    '{{service}} a répondu à la requête ({{action}}) avec le statut {{status}}',
  'check-log': 'Consultez le journal de {{service}}',
  'not-a-list':
    '{{service}} a répondu à la requête ({{action}}) sans liste valide',
  'quota-invalid': "La réponse avec le quota du projet n'est pas valide",
  'cloud-file-unreadable': 'cloud : {{problem}}',
  'cloud-file-not-yaml': "cloud: {{file}} n'est pas du YAML valide",
  'cloud-file-not-object': 'cloud: {{file}} ne contient pas un objet',
  'cloud-file-missing': "cloudsYamlPath: ce fichier n'existe pas",
  'cloud-file-not-found':
    "cloud: il n'y a pas de clouds.yaml dans OS_CLIENT_CONFIG_FILE, le répertoire courant, ~/.config/openstack ou /etc/openstack",
  'cloud-unknown':
    "cloud: clouds.yaml ne contient pas '{{cloud}}' ; il contient {{clouds}}",
  'cloud-file-empty':
    "cloud: clouds.yaml ne contient pas '{{cloud}}' ; il n'en contient aucun",
  'cloud-profile-unknown':
    "cloud: le profil '{{profile}}' n'est pas dans clouds-public.yaml ; indiquez plutôt auth_url dans l'entrée",
  'cloud-incomplete':
    "cloud: l'entrée '{{cloud}}' est incomplète : {{reasons}}",
  'auth-type-not-renewable':
    'cloud: auth_type {{type}} ne peut pas être renouvelé ; connectez-vous avec, exécutez openstack application credential create infra-dashboard --role reader, puis utilisez le résultat',
  'auth-type-interactive':
    'cloud: auth_type {{type}} exige une personne pour la connexion ; connectez-vous avec, exécutez openstack application credential create infra-dashboard --role reader, puis utilisez le résultat',
  'auth-type-unsupported':
    'cloud: auth_type {{type}} n’est pas pris en charge ; connectez-vous avec, exécutez openstack application credential create infra-dashboard --role reader, puis utilisez le résultat',
  'cloud-endpoint-invalid':
    'cloud: {{key}} doit être une URL http ou https sans identifiants',
  'cloud-region-values':
    "cloud: la région {{region}} a sous regions sa propre valeur '{{key}}', ce qui n’est pas pris en charge ; donnez à la région sa propre entrée, et utilisez-la dans un autre fournisseur",
  'system-scope':
    'cloud: une portée système ne permet pas de lister les serveurs ; utilisez une portée de projet (project_name)',
  'login-passed':
    'Projet {{project}}, rôles : {{roles}} ; le jeton est valable {{minutes}} min',
  'login-passed-restricted':
    "Projet {{project}}, rôles : {{roles}}, règles d'accès : {{rules}} ; le jeton est valable {{minutes}} min",
  'nova-found': "Région {{region}}, microversions jusqu'à {{microversion}}",
  'nova-found-without-versions':
    "Région {{region}} ; Nova n'indique pas ses microversions",
  'nova-plain-http':
    "Région {{region}} : l'endpoint de Nova utilise http simple, le jeton est donc envoyé en clair",
  'use-https':
    "Choisissez une autre interface, ou corrigez l'endpoint dans le catalogue",
  'all-projects-disabled': 'allProjects vaut false',
  'cell-unreachable': 'Sa cellule Nova ne répond pas',
  'guest-crashed': 'Invité planté',
  'guest-not-running': "L'invité ne tourne pas ({{powerState}})",
  'task-running': 'Tâche : {{task}}',
  'server-rescued': 'Mode secours : démarré depuis une autre image',
  'resize-unconfirmed': 'Redimensionnement en attente de confirmation',
  'host-down': 'Hyperviseur hors service',
  'host-down-last-status':
    'Hyperviseur hors service ; dernier état connu : {{status}}',
  'host-down-last-task':
    'Hyperviseur hors service ; dernier état connu : {{status}}, tâche : {{task}}',
  'host-disabled': 'Désactivé',
  'host-disabled-because': 'Désactivé : {{reason}}',
  'service-down': 'Service compute hors service',
  'service-down-disabled': 'Service compute hors service et désactivé',
  'service-down-disabled-because':
    'Service compute hors service et désactivé : {{reason}}',
  'service-forced-down': 'Service compute marqué hors service',
  'service-forced-down-disabled':
    'Service compute marqué hors service et désactivé',
  'service-forced-down-disabled-because':
    'Service compute marqué hors service et désactivé : {{reason}}',
  'host-outdated':
    "Les hyperviseurs n'ont pas pu être lus ; celui-ci était dans la dernière liste",
  'hosts-hidden': 'Pas de droit de lister les hyperviseurs',
  'hosts-unreadable': "Les hyperviseurs n'ont pas pu être lus",
  'no-hosts': 'Aucun hyperviseur',
  'hosts-down_one': 'Le seul hyperviseur est hors service',
  'hosts-down_other': '{{count}} hyperviseurs : {{down}} hors service',
  'hosts-unknown_one': "L'état du seul hyperviseur est inconnu",
  'hosts-unknown_other': '{{count}} hyperviseurs : {{unknown}} inconnu(s)',
  'hosts-down-disabled':
    '{{count}} hyperviseurs : {{down}} hors service, {{disabled}} désactivé(s)',
  'hosts-down-unknown':
    '{{count}} hyperviseurs : {{down}} hors service, {{unknown}} inconnu(s)',
  'hosts-disabled-unknown':
    '{{count}} hyperviseurs : {{disabled}} désactivé(s), {{unknown}} inconnu(s)',
  'hosts-down-disabled-unknown':
    '{{count}} hyperviseurs : {{down}} hors service, {{disabled}} désactivé(s), {{unknown}} inconnu(s)',
  'allocated-only':
    "OpenStack indique ce qui est alloué aux instances, pas ce qu'elles utilisent : l'utilisation du CPU et de la mémoire n'est pas disponible",
  'cell-down_one':
    "Une cellule Nova ne répond pas : seul l'ID de {{count}} serveur est connu, et le quota utilisé ne l'inclut pas",
  'cell-down_other':
    'Une cellule Nova ne répond pas : seuls les ID de {{count}} serveurs sont connus, et le quota utilisé ne les inclut pas',
  'check-cell':
    'Vérifiez la base de données et la file de messages de la cellule',
  'hypervisors-not-understood_one':
    "{{count}} hyperviseur n'est pas valide et est omis",
  'hypervisors-not-understood_other':
    '{{count}} hyperviseurs ne sont pas valides et sont omis',
  'hypervisors-outdated':
    'Les hyperviseurs sont affichés tels que lus en dernier',
  'hypervisors-truncated_one': 'Seul le premier hyperviseur a pu être lu',
  'hypervisors-truncated_other':
    'Seuls les {{count}} premiers hyperviseurs ont pu être lus',
  'actions-unreadable':
    'Les actions sur le serveur n’ont pas pu être lues : {{reason}}',
  'hypervisors-unreadable':
    "Les hyperviseurs n'ont pas pu être lus : {{reason}}",
  'no-permission-nodes':
    'Pas de droit de lister les hyperviseurs : réservé aux administrateurs. Le quota du projet est affiché à la place, et quelles instances partagent un hôte',
  'no-permission-placement':
    "Pas de droit de lire Placement : la capacité est affichée sans surallocation, là où Nova l'indique",
  'no-permission-services':
    'Pas de droit de lister les services compute : les zones de disponibilité manquent',
  'one-project-only': 'Seuls les serveurs du projet {{project}} sont listés',
  'placement-missing':
    "Placement introuvable ({{reason}}) : la capacité est affichée sans surallocation, là où Nova l'indique",
  'placement-unknown-host_one':
    'Placement ne connaît pas l’hôte {{host}} : sa taille manque dans les totaux',
  'placement-unknown-host_other':
    'Placement ne connaît pas {{count}} hôtes, comme {{host}} : leurs tailles manquent dans les totaux',
  'disk-may-be-shared':
    '{{count}} hôtes annoncent chacun {{size}} Gio de disque : ils le partagent peut-être, il n’est donc dans aucun total',
  'placement-partial_one':
    "Placement n'a pas pu être lu pour {{count}} hôte : son allocation manque ou est ancienne",
  'placement-partial_other':
    "Placement n'a pas pu être lu pour {{count}} hôtes : leur allocation manque ou est ancienne",
  'pool-down': "L'ordonnanceur de Cinder le signale en panne",
  'storages-hidden':
    'Les pools de stockage sont masqués : Cinder ne les liste que pour le rôle admin',
  'storages-unreadable':
    "Les pools de stockage n'ont pas pu être lus : {{reason}}",
  'storages-not-understood_one':
    "{{count}} pool de stockage n'est pas valide et est omis",
  'storages-not-understood_other':
    '{{count}} pools de stockage ne sont pas valides et sont omis',
  'placement-unreadable':
    "Placement n'a pas pu être lu ({{reason}}) : la capacité est affichée sans surallocation, là où Nova l'indique",
  'grant-placement':
    'Placement ne liste les hôtes que pour le rôle admin. Accordez-le, ou autorisez placement:resource_providers:list, placement:resource_providers:inventories:list et placement:resource_providers:usages dans policy.yaml de Placement',
  'quota-unreadable': "Le quota du projet n'a pas pu être lu : {{reason}}",
  'servers-not-understood_one':
    "{{count}} serveur n'est pas valide et est omis",
  'servers-not-understood_other':
    '{{count}} serveurs ne sont pas valides et sont omis',
  'servers-truncated_one': 'Seul le premier serveur a pu être lu',
  'servers-truncated_other':
    'Seuls les {{count}} premiers serveurs ont pu être lus',
  'servers-unreadable': "Les serveurs n'ont pas pu être lus : {{reason}}",
  'services-not-understood_one':
    "{{count}} service compute n'est pas valide et est omis",
  'services-not-understood_other':
    '{{count}} services compute ne sont pas valides et sont omis',
  'services-truncated_one': 'Seul le premier service compute a pu être lu',
  'services-truncated_other':
    'Seuls les {{count}} premiers services compute ont pu être lus',
  'services-unreadable':
    "Les services compute n'ont pas pu être lus : {{reason}}",
  'credential-expires': 'L’application credential est valable jusqu’au {{end}}',
  'password-expires': 'Le mot de passe est valable jusqu’au {{end}}',
  'renew-before': 'À renouveler avant',
  'title-login': 'Se connecter à Keystone',
  'title-catalog': 'Trouver Nova dans le catalogue',
  'title-catalog-of': 'Trouver Nova dans le catalogue ({{cluster}})',
  'title-servers': 'Lister les serveurs',
  'title-servers-of': 'Lister les serveurs ({{cluster}})',
  'title-projects': 'Lister les serveurs de tous les projets',
  'title-projects-of': 'Lister les serveurs de tous les projets ({{cluster}})',
  'title-hypervisors': 'Lister les hyperviseurs',
  'title-hypervisors-of': 'Lister les hyperviseurs ({{cluster}})',
  'title-placement': 'Lire Placement',
  'title-placement-of': 'Lire Placement ({{cluster}})',
};
