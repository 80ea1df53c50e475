// SPDX-License-Identifier: EPL-2.0
package org.holdfast.simulation.years;

/**
 * What it costs to have one's data kept.
 *
 * @param days of machines
 * @param safe days on which so much could have been restored that nothing was lost
 * @param held shares of disk kept, full or free, for partners, times days
 */
public record Price(long days, long safe, double held) {
    static final Price NOTHING = new Price(0, 0, 0);

    Price plus(Price more) {
        return new Price(days + more.days, safe + more.safe, held + more.held);
    }

    /** Share of days that were safe. */
    public double safety() {
        return days == 0 ? 0 : (double) safe / days;
    }

    /** Shares of disk kept for partners for each day of safety; infinite if there was none. */
    public double paid() {
        return safe == 0 ? Double.POSITIVE_INFINITY : held / safe;
    }
}
