// SPDX-License-Identifier: EPL-2.0
package org.holdfast.format.head;

/**
 * Padmé (Nikitin et al., "Reducing Metadata Leakage from Encrypted Files and Communication with PURBs", PoPETs 2019):
 * a length L keeps only the top ⌊log2 ⌊log2 L⌋⌋ + 1 bits below its highest, rounded up. It leaks O(log log L) bits and
 * costs at most 12 %. From 4 KiB on.
 */
final class Padding {
    private static final int SMALLEST = 4 << 10;

    private Padding() {}

    static int padded(int length) {
        if (length <= SMALLEST) {
            return SMALLEST;
        }
        int exponent = 31 - Integer.numberOfLeadingZeros(length);
        int kept = 32 - Integer.numberOfLeadingZeros(exponent);
        int mask = (1 << (exponent - kept)) - 1;
        return (length + mask) & ~mask;
    }
}
