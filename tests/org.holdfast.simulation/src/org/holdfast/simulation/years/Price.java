// SPDX-License-Identifier: EPL-2.0
package org.holdfast.simulation.years;

/**
 * What it costs to have one's data kept.
 *
 * @param days of machines
 * @param safe days on which so much could have been restored that nothing was lost
 * @param kept shares of disk, full or free, that were kept for partners, times days
 * @param had shares that partners kept and would have given back, times days
 */
public record Price(long days, long safe, double kept, double had) {
    static final Price NOTHING = new Price(0, 0, 0, 0);

    Price plus(Price more) {
        return new Price(days + more.days, safe + more.safe, kept + more.kept, had + more.had);
    }

    /** Share of days that were safe. */
    public double safety() {
        return days == 0 ? 0 : (double) safe / days;
    }

    /** What was kept for what was had: 1 is even; infinite if nothing was had. */
    public double paid() {
        return had == 0 ? Double.POSITIVE_INFINITY : kept / had;
    }
}
