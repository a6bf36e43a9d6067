module.exports = require('@backstage/cli/config/eslint-factory')(__dirname, {
  overrides: [
    {
      // Tests that the packages of platforms run.
      files: ['src/testUtils/**/*.ts'],
      rules: {
        'jest/no-export': 'off',
        'jest/no-standalone-expect': 'off',
        '@backstage/no-undeclared-imports': 'off',
      },
    },
  ],
});
