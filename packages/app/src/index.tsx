// Types only: the portal does not need the package while it runs.
// eslint-disable-next-line @backstage/no-undeclared-imports
import '@backstage/cli/asset-types';
import ReactDOM from 'react-dom/client';
import App from './App';
import '@backstage/ui/css/styles.css';

ReactDOM.createRoot(document.getElementById('root')!).render(App.createRoot());
