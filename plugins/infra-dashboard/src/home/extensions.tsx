import {
  createExtension,
  createExtensionDataRef,
  ExtensionBoundary,
  type AppNode,
} from '@backstage/frontend-plugin-api';
import { attachComponentData } from '@backstage/core-plugin-api';
import { lazy, type ReactElement } from 'react';

const NAME = 'InfrastructureProblems';

/**
 * What the home page takes for a widget. The same reference as that of its blueprint, which would
 * bring a dependency that portals without a home page do not have.
 */
const widgetDataRef = createExtensionDataRef<{
  node: AppNode;
  component: ReactElement;
  name: string;
  title: string;
  description: string;
}>().with({ id: 'home.widget.data' });

const ProblemsWidget = lazy(async () => ({
  default: (await import('./ProblemsWidget')).ProblemsWidget,
}));

const problemsWidget = createExtension({
  kind: 'home-page-widget',
  name: 'problems',
  attachTo: { id: 'page:home', input: 'widgets' },
  output: [widgetDataRef],
  factory: ({ node }) => {
    const data = {
      title: 'Infrastructure',
      description: 'What is wrong on all clusters, and with what you own',
    };
    const Widget = () => (
      <ExtensionBoundary node={node}>
        <ProblemsWidget />
      </ExtensionBoundary>
    );
    // By these the home page finds the widget again in what the user arranged.
    attachComponentData(Widget, 'core.extensionName', NAME);
    attachComponentData(Widget, 'title', data.title);
    attachComponentData(Widget, 'description', data.description);
    return [
      widgetDataRef({ node, component: <Widget />, name: NAME, ...data }),
    ];
  },
});

/** Widgets of the home page, for portals that have one. */
export const homeExtensions = [problemsWidget];
