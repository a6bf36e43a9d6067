import { configApiRef, useApi } from '@backstage/core-plugin-api';
import { useEffect } from 'react';

/**
 * Sets the document title while a page is shown and restores the app's title when it unmounts,
 * because not every page of the new frontend system sets one.
 */
export function useDocumentTitle(title: string | undefined) {
  const appTitle =
    useApi(configApiRef).getOptionalString('app.title') ?? 'Backstage';
  useEffect(() => {
    if (title === undefined) return undefined;
    document.title = title;
    return () => {
      document.title = appTitle;
    };
  }, [title, appTitle]);
}
