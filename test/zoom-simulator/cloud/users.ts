import { randomBytes } from 'node:crypto';

export interface SimulatedUser {
  readonly id: string;
  readonly accountId: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly displayName: string;
  readonly email: string;
  /** 1 basic, 2 licensed. */
  readonly type: number;
  /** ISO 8601. */
  readonly createdAt: string;
}

export function makeUser(accountId: string, number: number, options: Partial<SimulatedUser>): SimulatedUser {
  const firstName = options.firstName ?? 'Ada';
  const lastName = options.lastName ?? `Example ${number}`;
  return {
    id: randomBytes(16).toString('base64url'),
    accountId,
    displayName: `${firstName} ${lastName}`,
    email: `user-${number}@example.com`,
    type: 2,
    createdAt: '2024-03-01T09:30:00Z',
    ...options,
    firstName,
    lastName,
  };
}
