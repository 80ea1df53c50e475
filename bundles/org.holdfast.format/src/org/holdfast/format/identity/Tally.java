// SPDX-License-Identifier: EPL-2.0
package org.holdfast.format.identity;

/**
 * How often a partner kept its word in some period, and how often not. Each number is below 2^31; sums stop there.
 *
 * @param ok times that it did what it promised: was there, gave back what it was given, proved that it still has it
 * @param wrong times that it gave other bytes than it was given, or could not prove an audit that it answered
 * @param missed times that it was not there although it had promised to be
 * @param promisedMinutes minutes in which it had promised to be there, and somebody looked
 * @param seenMinutes of these, minutes in which it was
 * @param restores restores in which it gave back what it was given
 */
public record Tally(int ok, int wrong, int missed, int promisedMinutes, int seenMinutes, int restores) {
    public static final Tally NONE = new Tally(0, 0, 0, 0, 0, 0);

    public Tally {
        if ((ok | wrong | missed | promisedMinutes | seenMinutes | restores) < 0) {
            throw new IllegalArgumentException("what is counted is never below zero");
        }
        if (seenMinutes > promisedMinutes) {
            throw new IllegalArgumentException(
                    seenMinutes + " minutes seen are more than the " + promisedMinutes + " promised");
        }
    }

    public Tally plus(Tally more) {
        int promised = sum(promisedMinutes, more.promisedMinutes);
        return new Tally(
                sum(ok, more.ok),
                sum(wrong, more.wrong),
                sum(missed, more.missed),
                promised,
                Math.min(promised, sum(seenMinutes, more.seenMinutes)),
                sum(restores, more.restores));
    }

    private static int sum(int one, int other) {
        return (int) Math.min(Integer.MAX_VALUE, (long) one + other);
    }
}
