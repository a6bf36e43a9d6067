module.exports = require('@backstage/cli/config/eslint-factory')(__dirname, {
  // A platform knows the contract and the model, and neither the backend nor another platform.
  restrictedImportPatterns: [
    '@infra-dashboard/backstage-plugin-infra-dashboard',
    '@infra-dashboard/backstage-plugin-infra-dashboard-backend',
    '@infra-dashboard/backstage-plugin-infra-dashboard-backend-module-*',
    '@infra-dashboard/backstage-plugin-catalog-*',
    '@infra-dashboard/backstage-plugin-search-*',
  ],
  overrides: [
    // Starts a backend around the module.
    { files: ['dev/**'], rules: { 'no-restricted-imports': 'off' } },
    {
      // Compares answers of the backend with those of a real installation.
      files: ['conformance/**'],
      rules: { '@backstage/no-relative-monorepo-imports': 'off' },
    },
  ],
});
