// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.place;

/** Which labels a codeword is spread over besides hosts, which are always distinct. Each can be switched off (R8). */
public record Spread(boolean sites, boolean systems) {
    /** Over sites first, then over operating systems. */
    public static final Spread ALL = new Spread(true, true);
}
