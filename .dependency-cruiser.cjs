/** The architecture as rules. Each says what holds and what to do where it does not. */
const PURE_LIBRARIES = 'node_modules/(luxon|chrono-node|libphonenumber-js|marked|zod|@types/luxon)/';

module.exports = {
  forbidden: [
    {
      name: 'the-chart-is-pure',
      comment:
        'machines/ may import xstate, itself and src/domain. Put the effect behind a port in call.ports.ts and provide it in src/call/actors.ts.',
      severity: 'error',
      from: { path: '^machines/' },
      to: { pathNot: ['^machines/', '^src/domain/', 'node_modules/xstate/'] },
    },
    {
      name: 'the-domain-is-a-leaf',
      comment:
        'src/domain/ may import itself and libraries that only compute. Pass what is read from outside in as an argument.',
      severity: 'error',
      from: { path: '^src/domain/' },
      to: { pathNot: ['^src/domain/', PURE_LIBRARIES] },
    },
    {
      name: 'running-a-call-knows-no-vendor',
      comment:
        'src/call/ may import the chart, the domain and the log. Reach a vendor through a port that src/services.ts fills.',
      severity: 'error',
      from: { path: '^src/call/' },
      to: { path: '^src/', pathNot: ['^src/call/', '^src/domain/', '^src/libraries/'] },
    },
    {
      name: 'an-adapter-knows-only-its-port',
      comment:
        'Adapters import the ports, the domain and the log, never each other or the worker. Move what two of them share into src/domain/.',
      severity: 'error',
      from: { path: '^src/(voice|telephony|coach|tools|calendar|crm|recording|storage|admission)/' },
      to: {
        path: '^(src|machines)/',
        pathNot: [
          '^src/$1/',
          '^src/domain/',
          '^src/libraries/',
          '^machines/call\\.(ports|events)\\.ts$',
          '^src/calendar/calendar-error\\.ts$',
        ],
      },
    },
    {
      name: 'production-does-not-import-the-rehearsal',
      comment: 'src/ and machines/ must run without scripts/ and test/.',
      severity: 'error',
      from: { path: '^(src|machines)/' },
      to: { path: '^(scripts|test)/' },
    },
    {
      name: 'never-the-root-of-googleapis',
      comment: 'The root costs 107 MB of memory. Import googleapis/build/src/apis/<api>/index.js.',
      severity: 'error',
      from: { path: '^src/' },
      to: {
        path: 'node_modules/googleapis/',
        pathNot: 'node_modules/googleapis/build/src/apis/',
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'no-circles',
      comment: 'Two files that need each other are one concept or three. Split off what both need.',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'no-development-packages-in-production',
      comment: 'src/ and machines/ run without devDependencies: move the package to dependencies.',
      severity: 'error',
      from: { path: '^(src|machines)/' },
      to: { dependencyTypes: ['npm-dev'] },
    },
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: {
      extensions: ['.ts', '.js', '.d.ts'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
