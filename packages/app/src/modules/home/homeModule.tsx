import { createFrontendModule } from '@backstage/frontend-plugin-api';
import { HomePageWidgetBlueprint } from '@backstage/plugin-home-react/alpha';
import { MarkdownContent } from '@backstage/core-components';

const content = `
## The demo portal of infra-dashboard

A stock Backstage portal with one plugin set added. Its fleet is simulated: two clusters of
each platform, one of them unreachable, one node down and one pod in a crash loop.

- [Infrastructure](/infrastructure): clusters, nodes and workloads of all platforms
- [Software Catalog](/catalog): the components that run on them
`;

const gettingStartedWidget = HomePageWidgetBlueprint.make({
  name: 'getting-started',
  params: {
    name: 'GettingStarted',
    title: 'Getting Started',
    description: 'Tips and links to help you get started with Backstage',
    components: async () => ({
      Content: () => <MarkdownContent content={content} />,
    }),
  },
});

export const homeModule = createFrontendModule({
  pluginId: 'home',
  extensions: [gettingStartedWidget],
});
