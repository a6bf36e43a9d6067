module.exports = {
  root: true,
  plugins: ['regexp'],
  rules: {
    // Texts of upstream, the catalog and requests may be long and made to be slow.
    'regexp/no-super-linear-backtracking': ['error', { report: 'potential' }],
    'regexp/no-super-linear-move': [
      'error',
      { report: 'potential', ignorePartial: false },
    ],
  },
};
