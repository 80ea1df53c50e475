// SPDX-License-Identifier: EPL-2.0
package org.holdfast.model;

/**
 * The formats of one segment, plane by plane, as the numbers of {@link Formats}: whoever reads it needs a provider of
 * each.
 *
 * @param code the erasure code of its shards
 * @param inner the cipher of its frames, 0 for none
 * @param outer the cipher of its blocks, 0 for none
 * @param compression of its chunks; 0 if all are stored as they are
 */
public record FormatSet(int code, int inner, int outer, int compression) {
    /** What metadata is always written in, so that a blank machine reads it without anybody's plug-in. */
    public static final FormatSet BUILT_IN = new FormatSet(
            Formats.RS_CAUCHY_V1.number(),
            Formats.AES_256_GCM_V1.number(),
            Formats.AES_256_CTR_V1.number(),
            Formats.ZSTD_V1.number());

    public FormatSet {
        if (((code | inner | outer | compression) & ~0xFFFF) != 0) {
            throw new IllegalArgumentException("a format number is a u16");
        }
    }

    public FormatSet withCompression(int number) {
        return new FormatSet(code, inner, outer, number);
    }
}
