module.exports = require('@backstage/cli/config/eslint-factory')(__dirname, {
  overrides: [
    {
      // Tests of all platforms together use what each platform's own tests use.
      files: ['src/**/*.test.ts'],
      rules: { '@backstage/no-relative-monorepo-imports': 'off' },
    },
  ],
});
