import { describePlatform } from '@infra-dashboard/backstage-plugin-infra-dashboard-node/testUtils';
import { nomadPlatform } from './platform';
import { startFakeNomad } from './startFakeNomad';

describePlatform({
  platform: nomadPlatform,
  start: () => startFakeNomad('test-token'),
  entry: url => ({ url, token: 'test-token' }),
  secrets: ['test-token'],
});
