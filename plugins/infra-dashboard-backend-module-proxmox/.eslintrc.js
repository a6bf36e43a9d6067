module.exports = require('@backstage/cli/config/eslint-factory')(__dirname, {
  // A platform knows the contract and the model, and neither the backend nor another platform.
  restrictedImportPatterns: [
    '@infra-dashboard/backstage-plugin-infra-dashboard',
    '@infra-dashboard/backstage-plugin-infra-dashboard-backend',
    '@infra-dashboard/backstage-plugin-infra-dashboard-backend-module-*',
    '@infra-dashboard/backstage-plugin-catalog-*',
    '@infra-dashboard/backstage-plugin-search-*',
  ],
  // Starts a backend around the module.
  overrides: [{ files: ['dev/**'], rules: { 'no-restricted-imports': 'off' } }],
});
