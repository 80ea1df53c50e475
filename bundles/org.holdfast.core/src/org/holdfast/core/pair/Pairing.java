// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.pair;

import java.time.Duration;
import org.holdfast.model.Digest;
import org.holdfast.model.ErrorCode;

/** What both sides of a pairing have in common: where they stand, what they want done, how it ends. */
public final class Pairing {
    /** How long each answer of a machine may take. */
    public static final Duration PATIENCE = Duration.ofSeconds(10);

    /** How long people may take to compare the digits. */
    public static final Duration COMPARE = Duration.ofMinutes(5);

    /** How often it is looked whether the person here has decided. */
    static final Duration LOOK = Duration.ofMillis(500);

    static final int LOOKS = (int) COMPARE.dividedBy(LOOK);

    private Pairing() {}

    /** Where a pairing stands. The name is what the other machine calls itself. */
    public sealed interface State {
        record New() implements State {}

        /** The asker's commitment is out. */
        record Asked() implements State {}

        /** The answerer's keys are out, and the asker has still to open its commitment. */
        record Answered(Digest commitment, String name) implements State {}

        /** The digits are shown; the person here has not decided. */
        record Comparing(String name, boolean theySaySame, int looksLeft) implements State {}

        /** The person here says that they are the same; the other one has not decided. */
        record Confirmed(String name) implements State {}

        /** The key is pinned here; the other side has still to say so. */
        record Pinned(String name) implements State {}

        record Over() implements State {}
    }

    /** What has to be done. */
    public sealed interface Action {
        /**
         * A run begins after which this node knows the digits: count it as failed, durably, until {@link Pin} takes that
         * back. Fail with PAIRING_CLOSED if nobody here wants to pair now; with PAIRING_REFUSED after too many failures,
         * or if a machine of this name is pinned with another key.
         */
        record Begin(String name) implements Action {}

        /** Show the person here these digits. */
        record Show(String digits, String name) implements Action {}

        /** If the person here has decided, answer with {@link Decided}. */
        record Look() implements Action {}

        /** Pin the other side's root key under this name, durably. */
        record Pin(String name) implements Action {}
    }

    /** What the person here says of the digits. */
    public record Decided(boolean same) {}

    /** How it ended. */
    public sealed interface Outcome {
        /** This side has pinned the other. @param both whether the other side said the same */
        record Paired(String name, boolean both) implements Outcome {}

        record Failed(ErrorCode code, String why) implements Outcome {}
    }
}
