import { CodeSnippet, EmptyState } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import { infraDashboardTranslationRef } from '../../translation';

const EXAMPLE = `infraDashboard:
  providers:
    - name: pve-paris
      type: proxmox
      url: https://pve1.example:8006
      tokenId: backstage@pve!portal
      tokenSecret: \${PVE_TOKEN}
    - name: k8s-prod
      type: kubernetes
      kubeConfigPath: ./kubeconfig
      kubeConfigContext: prod
    - name: os-eu
      type: openstack
      cloud: eu # out of clouds.yaml
`;

/** What a portal without any cluster shows: how to add some. */
export function NoClusters() {
  const { t } = useTranslationRef(infraDashboardTranslationRef);
  return (
    <EmptyState
      missing="content"
      title={t('empty.title')}
      description={t('empty.description')}
      action={<CodeSnippet text={EXAMPLE} language="yaml" showCopyCodeButton />}
    />
  );
}
