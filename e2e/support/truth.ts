import type { Manager } from './manager.ts';
import type { Account, Plane, Region } from './plane.ts';

/** The states a service can be in, in the words of the screen, the most urgent first. */
export const STATES = [
  'Hacked, blocked',
  'Hacked',
  'Suspended',
  'Unpaid',
  'Expired',
  'In error',
  'Expires this week',
  'Expires this month',
  'Rescue mode',
  'Under maintenance',
  'Being set up',
  'Ending',
  'Other state',
  'Active',
] as const;
export type State = (typeof STATES)[number];

/** Those that belong in the list of what needs attention. */
const URGENT = new Set<State>(STATES.slice(0, STATES.indexOf('Under maintenance')));

/** Where each product of the sample belongs: the beginning of its route, its name, its universe. */
const PRODUCTS = [
  ['/domain/zone/', 'DNS zones', 'Market'],
  ['/domain/', 'Domains', 'Market'],
  ['/email/domain/', 'E-mail', 'Market'],
  ['/hosting/web/', 'Web hosting', 'Market'],
  ['/telephony/', 'Telephony', 'Market'],
  ['/xdsl/', 'Internet access', 'Market'],
  ['/dedicated/server/', 'Dedicated servers', 'Spirit'],
  ['/vps/', 'VPS', 'Spirit'],
  ['/ip/', 'IP addresses', 'Spirit'],
  ['/cloud/project/', 'Public cloud projects', 'Stack'],
  ['/dedicatedCloud/', 'Private cloud', 'Enterprise'],
  ['/vrack/', 'vRack', 'Enterprise'],
] as const;

/** What the tests read of `services.expanded.Service`. */
interface Service {
  serviceId: number;
  resource: { displayName: string | null; name: string; state: string };
  route: { path: string } | null;
  billing: {
    expirationDate: string | null;
    lifecycle: { current: { state: string; terminationDate: string | null } } | null;
    renew: { current: { mode: string | null } } | null;
  };
}

/** A service as the control plane tells it, in the words of the screen. */
export interface Truth {
  region: Region;
  nic: string;
  id: number;
  name: string;
  technical: string;
  product: string;
  universe: string;
  state: State;
  urgent: boolean;
  /** The end of its term, in milliseconds since 1970; never when it has none. */
  ends: number;
  /** Its term goes on by itself. */
  renews: boolean;
}

/** Asks the control planes for everything, without the application or the gateway. */
export async function everything(manager: Manager, regions: Region[] = ['eu', 'ca', 'us']): Promise<Truth[]> {
  const planes = regions.map((region) => manager.plane(region));
  const parts = await Promise.all(
    planes.flatMap((plane) => plane.accounts.map((account) => ofAccount(plane, account))),
  );
  return parts.flat();
}

async function ofAccount(plane: Plane, account: Account): Promise<Truth[]> {
  const [services, servers, machines] = await Promise.all([
    plane.list<Service>(account, '/services'),
    plane.list<{ name: string; state: string }>(account, '/dedicated/server'),
    plane.list<{ name: string; state: string }>(account, '/vps'),
  ]);
  const own = new Map([...servers, ...machines].map(({ name, state }) => [name, state]));
  return services.map((service) => {
    const { name, displayName } = service.resource;
    const [, product, universe] = PRODUCTS.find(([prefix]) => service.route?.path.startsWith(prefix)) ?? [
      '',
      'Other product',
      'Other',
    ];
    const end = service.billing.lifecycle?.current.terminationDate ?? service.billing.expirationDate;
    const state = stateOf(service, own.get(name));
    return {
      region: account.region,
      nic: account.nic,
      id: service.serviceId,
      name: displayName || name,
      technical: name,
      product,
      universe,
      state,
      urgent: URGENT.has(state),
      ends: end ? Date.parse(end) : Infinity,
      renews: service.billing.renew?.current.mode === 'automatic',
    };
  });
}

/** The most urgent of what the API's fields say. */
function stateOf(service: Service, own: string | undefined): State {
  const words: (State | undefined)[] = [
    fromProduct(own),
    fromResource(service.resource.state),
    fromLifecycle(service.billing.lifecycle?.current.state),
    fromEnd(service),
  ];
  return STATES.find((state) => words.includes(state)) ?? 'Active';
}

function fromProduct(state: string | undefined): State | undefined {
  switch (state) {
    case 'hackedBlocked':
      return 'Hacked, blocked';
    case 'hacked':
      return 'Hacked';
    case 'error':
      return 'In error';
    case 'rescued':
      return 'Rescue mode';
    case 'maintenance':
      return 'Under maintenance';
    case 'installing':
      return 'Being set up';
    default:
      return undefined;
  }
}

function fromResource(state: string): State | undefined {
  switch (state) {
    case 'active':
    // Not suspended yet: why it will be, the lifecycle says.
    case 'toSuspend':
      return undefined;
    case 'suspended':
      return 'Suspended';
    case 'deleted':
    case 'toDelete':
      return 'Ending';
    case 'toActivate':
      return 'Being set up';
    default:
      return 'Other state';
  }
}

function fromLifecycle(state: string | undefined): State | undefined {
  switch (state) {
    case undefined:
    case 'active':
    case 'toRenew':
      return undefined;
    case 'unpaid':
      return 'Unpaid';
    case 'unrenewed':
    case 'rupture':
      return 'Expired';
    case 'terminated':
      return 'Ending';
    case 'inCreation':
      return 'Being set up';
    case 'error':
      return 'In error';
    default:
      return 'Other state';
  }
}

function fromEnd(service: Service): State | undefined {
  const { lifecycle, expirationDate, renew } = service.billing;
  const end = lifecycle?.current.terminationDate ?? expirationDate;
  if (!end || renew?.current.mode === 'automatic') return undefined;
  const days = (Date.parse(end) - Date.now()) / 86_400_000;
  if (days < 0) return 'Expired';
  if (days <= 7) return 'Expires this week';
  return days <= 30 ? 'Expires this month' : undefined;
}

/** In the order in which the application lists what needs attention. */
export function byUrgency(a: Truth, b: Truth): number {
  return (
    STATES.indexOf(a.state) - STATES.indexOf(b.state) ||
    // Two that never end are equal, and `Infinity - Infinity` is no number.
    (a.ends === b.ends ? 0 : a.ends - b.ends) ||
    (a.name < b.name ? -1 : a.name > b.name ? 1 : 0)
  );
}
