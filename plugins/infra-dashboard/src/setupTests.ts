import '@testing-library/jest-dom';
import { configure } from '@testing-library/react';

// A page may take seconds to come up on a busy machine.
configure({ asyncUtilTimeout: 10_000 });
