import { ProxiedSignInPage } from '@backstage/core-components';
import {
  configApiRef,
  createFrontendModule,
  useApi,
} from '@backstage/frontend-plugin-api';
import {
  SignInPageBlueprint,
  type SignInPageProps,
} from '@backstage/plugin-app-react';

/** Signs users in automatically with a provider: in the demo as guest. */
function ConfiguredSignInPage(props: SignInPageProps) {
  const provider = useApi(configApiRef).getOptionalString('app.signInProvider');
  return <ProxiedSignInPage {...props} provider={provider ?? 'guest'} />;
}

const signInPage = SignInPageBlueprint.make({
  params: { loader: async () => ConfiguredSignInPage },
});

export const signInModule = createFrontendModule({
  pluginId: 'app',
  extensions: [signInPage],
});
