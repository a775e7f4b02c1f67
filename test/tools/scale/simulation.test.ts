import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../support/seeded-random.ts';
import { GroupStation, Simulation, Station } from './simulation.ts';

describe('the clock', () => {
  it('runs events by time, and those of one moment in the order of their scheduling', () => {
    const simulation = new Simulation();
    const seen: string[] = [];
    for (const [name, at] of Object.entries({ c: 7, a: 3, d: 7, b: 5, e: 9 }))
      simulation.after(at, () => seen.push(`${name} at ${simulation.now}`));
    simulation.runUntil(8);
    expect(seen).toEqual(['a at 3', 'b at 5', 'c at 7', 'd at 7']);
    expect(simulation.now).toBe(8);
  });

  it('keeps the order of thousands of events', () => {
    const simulation = new Simulation();
    const random = seededRandom(3);
    const times: number[] = [];
    for (let event = 0; event < 5_000; event += 1)
      simulation.after(random() * 100, () => times.push(simulation.now));
    simulation.runUntil(100);
    expect(times).toHaveLength(5_000);
    expect(times).toEqual(times.toSorted((a, b) => a - b));
  });
});

describe('a station', () => {
  it('serves in order, one at a time', () => {
    const simulation = new Simulation();
    const station = new Station(simulation);
    const ended: number[] = [];
    for (const workMs of [10, 5, 1]) station.submit(workMs, () => ended.push(simulation.now));
    simulation.runUntil(100);
    expect(ended).toEqual([10, 15, 16]);
    expect(station).toMatchObject({ accepted: 3, served: 3, busyMs: 16, longestWaitMs: 15 });
  });

  it('loses no task: accepted are served or still under way', () => {
    const simulation = new Simulation();
    const station = new Station(simulation);
    let done = 0;
    for (let task = 0; task < 100; task += 1) station.submit(1, () => (done += 1));
    simulation.runUntil(40.5);
    expect([station.accepted, station.served, done]).toEqual([100, 40, 40]);
    simulation.runUntil(1_000);
    expect(station.served).toBe(100);
  });

  it('obeys the utilisation law and the waiting time of a queue with random arrivals', () => {
    const simulation = new Simulation();
    const station = new Station(simulation);
    const random = seededRandom(11);
    const [everyMs, workMs, endMs] = [10, 6, 2_000_000];
    let waitedMs = 0;
    const arrive = () => {
      const arrivedAt = simulation.now;
      station.submit(workMs, (startedAt) => (waitedMs += startedAt - arrivedAt));
      simulation.after(-everyMs * Math.log(1 - random()), arrive);
    };
    arrive();
    simulation.runUntil(endMs);
    const load = workMs / everyMs;
    expect(station.busyMs / endMs).toBeCloseTo(load, 2);
    // Pollaczek and Khinchine: a constant service time waits load × service ÷ 2(1 − load).
    const expectedMs = (load * workMs) / (2 * (1 - load));
    expect(Math.abs(waitedMs / station.served / expectedMs - 1)).toBeLessThan(0.03);
  });

  it('does what waits in one turn, and pays for the turn once', () => {
    const simulation = new Simulation();
    const overhead = { turnMs: 2, coldMs: 0, coldAfterMs: 1, coldLaterShare: 0 };
    const station = new Station(simulation, overhead);
    const ended: number[] = [];
    const submit = () => station.submit(1, () => ended.push(simulation.now));
    submit();
    // During the first task: both wait for the second turn.
    simulation.after(2.5, submit);
    simulation.after(2.6, submit);
    simulation.runUntil(100);
    expect(ended).toEqual([3, 6, 7]);
    expect(station.busyMs).toBe(2 * 2 + 3);
  });

  it('owes the share of a cold start that is charged later, once', () => {
    const simulation = new Simulation();
    const station = new Station(simulation, { turnMs: 0, coldMs: 8, coldAfterMs: 1, coldLaterShare: 0.25 });
    simulation.after(1_000, () => station.submit(1, () => undefined));
    simulation.runUntil(2_000);
    expect(station.busyMs).toBeCloseTo(1 + 6, 6);
    expect([station.takeOwedMs(), station.takeOwedMs()]).toEqual([2, 0]);
  });

  it('takes longer after a pause, up to its limit, and no longer without one', () => {
    const simulation = new Simulation();
    const station = new Station(simulation, { turnMs: 0, coldMs: 8, coldAfterMs: 100, coldLaterShare: 0 });
    station.submit(1, () => station.submit(1, () => undefined));
    simulation.runUntil(100_000);
    expect(station.busyMs).toBe(2);
    station.submit(1, () => undefined);
    simulation.runUntil(200_000);
    expect(station.busyMs).toBeCloseTo(2 + 1 + 8, 6);
  });
});

describe('a station that serves in groups', () => {
  it('serves what comes meanwhile together, and no more at once than it may', () => {
    const simulation = new Simulation();
    const sizes: number[] = [];
    const serviceMs = (size: number) => {
      sizes.push(size);
      return 10 + size;
    };
    const station = new GroupStation(simulation, { serviceMs, mostAtOnce: 3 });
    for (let write = 0; write < 6; write += 1) simulation.after(write, () => station.submit(() => undefined));
    simulation.runUntil(1_000);
    expect(sizes).toEqual([1, 3, 2]);
    expect(station).toMatchObject({ groups: 3, served: 6, busyMs: 36 });
  });
});
