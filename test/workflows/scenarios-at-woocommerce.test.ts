import { playScenarios } from '../support/play-scenarios';

jest.setTimeout(60_000);

describe('the ready-made journeys of a WooCommerce shop', () => playScenarios('woocommerce'));
