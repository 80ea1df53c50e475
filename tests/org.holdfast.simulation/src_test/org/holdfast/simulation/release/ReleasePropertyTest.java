// SPDX-License-Identifier: EPL-2.0
package org.holdfast.simulation.release;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.holdfast.core.release.LockClock;
import org.holdfast.core.release.ReleaseRule;
import org.holdfast.simulation.World;
import org.holdfast.simulation.disk.SimulatedCrash;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * No sequence of what a device key can say, of crashes, of times switched off and of clocks that are set frees a block
 * before its time (R27, P6).
 */
@Tag("R27")
class ReleasePropertyTest {
    private static final int BLOCKS = 30;
    private static final int STEPS = 4_000;

    private final Map<Integer, Instant> retain = new HashMap<>();
    /** When each release began that still counts: by the true time, and by what the holder had run until then. */
    private final Map<Integer, Begun> begun = new HashMap<>();

    private record Begun(Instant at, Duration ran) {}

    private Instant now = World.BEGINNING;
    private Duration ran = Duration.ZERO;
    private double fastest = 1;

    private void step(Holdings holder, Random random, Duration off, boolean wrongWall) {
        Duration passed = Duration.ofMinutes(random.nextInt(600));
        ran = ran.plus(passed);
        now = now.plus(passed).plus(off);
        Instant wall = wrongWall ? now.plus(Duration.ofDays(random.nextInt(-5000, 5000))) : now;
        fastest = Math.max(fastest, holder.clock.pace());
        LockClock before = holder.clock;
        holder.clock = before.advance(wall, passed);
        assertFalse(holder.clock.time().isBefore(before.time()));
    }

    private void say(Holdings holder, Random random) {
        int number = random.nextInt(BLOCKS);
        List<Integer> some = IntStream.range(number, Math.min(BLOCKS, number + 1 + random.nextInt(3)))
                .boxed()
                .toList();
        switch (random.nextInt(12)) {
            case 0 -> {
                holder.book.keep(Holdings.AGREEMENT, Holdings.block(number));
                begun.remove(number);
            }
            case 1 -> {
                holder.book.cancel(Holdings.OWNER);
                begun.clear();
            }
            case 2 -> {
                holder.epoch++; // the sheet made another device
                begun.clear();
            }
            default -> {
                Begun present = new Begun(now, ran);
                some.forEach(each -> begun.putIfAbsent(each, present));
                holder.release(holder.epoch - random.nextInt(2), some);
            }
        }
    }

    private void free(Holdings holder, boolean right, String where) {
        boolean[] before = new boolean[BLOCKS];
        IntStream.range(0, BLOCKS).forEach(number -> before[number] = holder.isThere(number));
        try {
            holder.free();
        } catch (SimulatedCrash crash) {
            holder.faults.probability(0);
            holder.restart();
        }
        for (int number = 0; number < BLOCKS; number++) {
            if (before[number] && !holder.isThere(number)) {
                assertFreed(number, right, where + ", block " + number);
                begun.remove(number);
            }
        }
    }

    private void assertFreed(int number, boolean right, String where) {
        Begun since = begun.get(number);
        assertTrue(since != null, where + " was never released");
        if (right) {
            assertFalse(now.isBefore(retain.get(number)), where + " was locked");
            assertFalse(now.isBefore(since.at().plus(ReleaseRule.DELAY)), where + " was released just now");
        } else {
            Duration waited = ran.minus(since.ran());
            assertTrue(waited.toMillis() * fastest >= ReleaseRule.DELAY.toMillis() - 1, where + " waited " + waited);
            long locked = Duration.between(World.BEGINNING, retain.get(number)).toMillis();
            assertTrue(ran.toMillis() * fastest >= locked - 1, where + " was locked");
        }
    }

    private void live(long seed, double offs, double jumps, double crashes) {
        Random random = new Random(seed);
        Holdings holder = new Holdings(new World(seed), now);
        for (int number = 0; number < BLOCKS; number++) {
            retain.put(number, now.plus(Duration.ofDays(random.nextInt(60))));
            holder.put(number, retain.get(number));
        }
        int freed = 0;
        for (int i = 0; i < STEPS; i++) {
            boolean off = random.nextDouble() < offs;
            step(
                    holder,
                    random,
                    off ? Duration.ofHours(random.nextInt(1000)) : Duration.ZERO,
                    random.nextDouble() < jumps);
            if (off) {
                holder.restart();
            }
            if (random.nextInt(25) == 0) {
                say(holder, random);
            }
            holder.faults.probability(crashes);
            free(holder, jumps == 0, "seed " + seed + ", step " + i);
            holder.faults.probability(0);
            freed = BLOCKS
                    - (int) IntStream.range(0, BLOCKS).filter(holder::isThere).count();
        }
        assertTrue(freed > 0, "nothing was freed at all, seed " + seed);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void onARightWallNothingIsFreedBeforeItsTime(long seed) {
        live(seed, 0.02, 0, 0.05);
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13, 14, 15, 16, 17, 18})
    void onAWallThatJumpsTheHolderHasToRunForIt(long seed) {
        live(seed, 0.01, 0.02, 0.05);
    }
}
