// SPDX-License-Identifier: EPL-2.0
package org.holdfast.simulation;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.HexFormat;
import java.util.PriorityQueue;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.holdfast.format.Mac;

/**
 * Virtual time and one source of chance: things happen one after the other, in an order that the seed alone decides.
 * What happened is hashed, so that two histories can be compared. Single-threaded.
 */
public final class World {
    /** When every history begins. */
    public static final Instant BEGINNING = Instant.parse("2026-03-01T12:00:00Z");

    private static final int REMEMBERED = 60;

    private final PriorityQueue<Task> tasks =
            new PriorityQueue<>(Comparator.comparingLong(Task::at).thenComparingLong(Task::number));
    private final SplittableRandom random;
    private final MessageDigest trace = Mac.sha256();
    private final TreeMap<String, Integer> counts = new TreeMap<>();
    private final Deque<String> latest = new ArrayDeque<>();
    private long now;
    private long scheduled;
    private long happened;

    /** Something that will happen. @param at milliseconds after the beginning */
    private record Task(long at, long number, Runnable what) {}

    public World(long seed) {
        this.random = new SplittableRandom(seed);
    }

    /** Milliseconds since the beginning. */
    public long now() {
        return now;
    }

    /** The time that the nodes see. */
    public InstantSource clock() {
        return () -> BEGINNING.plusMillis(now);
    }

    public SplittableRandom random() {
        return random;
    }

    public byte[] randomBytes(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    public boolean chance(double probability) {
        return random.nextDouble() < probability;
    }

    public void after(long delay, Runnable what) {
        tasks.add(new Task(now + delay, scheduled++, what));
    }

    /** Lets everything happen up to a time. */
    public void runUntil(long time) {
        while (!tasks.isEmpty() && tasks.peek().at() <= time) {
            Task task = tasks.remove();
            now = task.at();
            happened++;
            task.what().run();
        }
        now = Math.max(now, time);
    }

    /** Writes a line of history. @param what a kind of event, to be counted */
    public void note(String what, String detail) {
        counts.merge(what, 1, Integer::sum);
        String line = what + " " + detail;
        String stamped = now + " " + line;
        trace.update(stamped.getBytes(StandardCharsets.UTF_8));
        trace.update((byte) '\n');
        latest.addLast(stamped);
        if (latest.size() > REMEMBERED) {
            latest.removeFirst();
        }
    }

    /** How often each kind of event happened. */
    public SortedMap<String, Integer> counts() {
        return Collections.unmodifiableSortedMap(counts);
    }

    /** How many things have happened. */
    public long happened() {
        return happened;
    }

    /** The last lines of history, for whoever has to explain a failure. */
    public String latest() {
        return String.join("\n", latest);
    }

    /** SHA-256 of all lines; ends the history. */
    public String hash() {
        return HexFormat.of().formatHex(trace.digest());
    }
}
