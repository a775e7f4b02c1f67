import { expect, it, vi } from 'vitest';
import type { DialogueSegment } from './dialogue.ts';
import { DialoguePlayer } from './dialogue-player.ts';

const segments: readonly DialogueSegment[] = [
  { speaker: 'maya', text: 'We open', afterMs: 100, languageId: 9 },
  { speaker: 'lucia', text: '¿Cuándo?', afterMs: 100, languageId: 28 },
  { speaker: 'maya', text: 'on Tuesday.', afterMs: 100, languageId: 9 },
];

function newPlayer() {
  const said: string[] = [];
  const voices: string[] = [];
  let last = Number.POSITIVE_INFINITY;
  const player: DialoguePlayer = new DialoguePlayer({
    segments,
    speed: 100,
    loopPauseMs: 100,
    say: async ({ text }) => {
      said.push(text);
      if (said.length === last) player.pause();
    },
    onChange: () => voices.push(player.speaking.join('+')),
  });
  return {
    player,
    said,
    voices,
    pauseAfter: (count: number) => {
      last = count;
    },
  };
}

it('speaks the dialogue in order and begins again', async () => {
  const { player, said } = newPlayer();
  using _ = player;
  player.play();
  await vi.waitFor(() => expect(said.length).toBeGreaterThan(4));
  expect(said.slice(0, 4)).toEqual(['We open', '¿Cuándo?', 'on Tuesday.', 'We open']);
});

it('shows two voices while one interrupts the other', async () => {
  const { player, voices } = newPlayer();
  using _ = player;
  player.play();
  await vi.waitFor(() => expect(voices).toContain('maya+lucia'));
  expect(voices[0]).toBe('maya');
});

it('goes on after a pause where it stopped, and restarts at the beginning', async () => {
  const { player, said, pauseAfter } = newPlayer();
  using _ = player;
  pauseAfter(3);
  player.play();
  await vi.waitFor(() => expect(player.speaking).toEqual([]));
  expect(said).toEqual(['We open', '¿Cuándo?', 'on Tuesday.']);
  pauseAfter(6);
  player.play();
  await vi.waitFor(() => expect(said).toHaveLength(6));
  await vi.waitFor(() => expect(player.speaking).toEqual([]));
  player.restart();
  await vi.waitFor(() => expect(said[6]).toBe('We open'));
});

it('ends the sentences under way before it pauses', async () => {
  const { player, said, pauseAfter } = newPlayer();
  using _ = player;
  pauseAfter(1);
  player.play();
  await vi.waitFor(() => expect(player.isPlaying).toBe(false));
  await vi.waitFor(() => expect(player.speaking).toEqual([]));
  expect(said).toEqual(['We open', '¿Cuándo?', 'on Tuesday.']);
});
