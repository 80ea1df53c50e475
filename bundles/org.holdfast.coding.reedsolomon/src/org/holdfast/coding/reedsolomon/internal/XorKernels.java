// SPDX-License-Identifier: EPL-2.0
package org.holdfast.coding.reedsolomon.internal;

/**
 * Sums of one to eight pieces. One array per piece and a constant length, because this is what HotSpot's C2 turns into
 * vector code: sources at offsets in one array stay scalar (JDK 25: 40 instead of 80 to 130 GB/s loaded), and a
 * variable length cost a fifth. Shorter pieces lose to the loops' heads and tails, longer ones leave the L2 cache.
 */
final class XorKernels {
    /** Longs in a piece: 2 KiB. */
    static final int LONGS = 256;

    private XorKernels() {}

    static void xor2(long[] to, long[] a, long[] b) {
        for (int i = 0; i < LONGS; i++) {
            to[i] = a[i] ^ b[i];
        }
    }

    static void xor3(long[] to, long[] a, long[] b, long[] c) {
        for (int i = 0; i < LONGS; i++) {
            to[i] = a[i] ^ b[i] ^ c[i];
        }
    }

    static void xor4(long[] to, long[] a, long[] b, long[] c, long[] d) {
        for (int i = 0; i < LONGS; i++) {
            to[i] = a[i] ^ b[i] ^ c[i] ^ d[i];
        }
    }

    static void xor5(long[] to, long[] a, long[] b, long[] c, long[] d, long[] e) {
        for (int i = 0; i < LONGS; i++) {
            to[i] = a[i] ^ b[i] ^ c[i] ^ d[i] ^ e[i];
        }
    }

    static void xor6(long[] to, long[] a, long[] b, long[] c, long[] d, long[] e, long[] f) {
        for (int i = 0; i < LONGS; i++) {
            to[i] = a[i] ^ b[i] ^ c[i] ^ d[i] ^ e[i] ^ f[i];
        }
    }

    static void xor7(long[] to, long[] a, long[] b, long[] c, long[] d, long[] e, long[] f, long[] g) {
        for (int i = 0; i < LONGS; i++) {
            to[i] = a[i] ^ b[i] ^ c[i] ^ d[i] ^ e[i] ^ f[i] ^ g[i];
        }
    }

    static void xor8(long[] to, long[] a, long[] b, long[] c, long[] d, long[] e, long[] f, long[] g, long[] h) {
        for (int i = 0; i < LONGS; i++) {
            to[i] = a[i] ^ b[i] ^ c[i] ^ d[i] ^ e[i] ^ f[i] ^ g[i] ^ h[i];
        }
    }
}
