// SPDX-License-Identifier: EPL-2.0
package org.holdfast.coding.reedsolomon.internal;

/**
 * A straight line of sums over numbered slots, each slot one piece. Immutable.
 *
 * @param slots how many slots a run needs
 * @param code one operation after the other: number of sources (1 to {@link #MAX_SOURCES}), target, sources. A target
 *     may be among its sources
 */
record XorProgram(int slots, int[] code) {
    static final int MAX_SOURCES = 8;

    /** Fresh slots for {@link #run}; their content does not matter. */
    long[][] workspace() {
        return new long[slots][XorKernels.LONGS];
    }

    /** Pieces read in one run: what the speed depends on. */
    int loads() {
        int loads = 0;
        for (int at = 0; at < code.length; at += code[at] + 2) {
            loads += code[at];
        }
        return loads;
    }

    void run(long[][] w) {
        for (int at = 0; at < code.length; at += code[at] + 2) {
            step(w, at);
        }
    }

    private void step(long[][] w, int at) {
        int[] c = code;
        long[] to = w[c[at + 1]];
        long[] a = w[c[at + 2]];
        switch (c[at]) {
            case 1 -> System.arraycopy(a, 0, to, 0, XorKernels.LONGS);
            case 2 -> XorKernels.xor2(to, a, w[c[at + 3]]);
            case 3 -> XorKernels.xor3(to, a, w[c[at + 3]], w[c[at + 4]]);
            case 4 -> XorKernels.xor4(to, a, w[c[at + 3]], w[c[at + 4]], w[c[at + 5]]);
            default -> wideStep(w, at, to, a);
        }
    }

    private void wideStep(long[][] w, int at, long[] to, long[] a) {
        int[] c = code;
        long[] b = w[c[at + 3]];
        long[] d = w[c[at + 4]];
        long[] e = w[c[at + 5]];
        long[] f = w[c[at + 6]];
        switch (c[at]) {
            case 5 -> XorKernels.xor5(to, a, b, d, e, f);
            case 6 -> XorKernels.xor6(to, a, b, d, e, f, w[c[at + 7]]);
            case 7 -> XorKernels.xor7(to, a, b, d, e, f, w[c[at + 7]], w[c[at + 8]]);
            case 8 -> XorKernels.xor8(to, a, b, d, e, f, w[c[at + 7]], w[c[at + 8]], w[c[at + 9]]);
            default -> throw new IllegalStateException("a sum of " + c[at] + " pieces");
        }
    }
}
