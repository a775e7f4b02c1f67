/** What counts as one address: of IPv6 a network of `/56`, because a household has all of it. */
export { ipKeyGenerator as addressKey } from 'express-rate-limit';
