// SPDX-License-Identifier: EPL-2.0
package org.holdfast.model;

/** The built-in formats, plane by plane. The numbers are on disks and never change meaning (docs/format.md). */
public final class Formats {
    public static final FormatId RS_CAUCHY_V1 = new FormatId(1, "rs-cauchy-v1");

    public static final FormatId NO_CIPHER = new FormatId(0, "none");
    public static final FormatId AES_256_GCM_V1 = new FormatId(1, "aes-256-gcm-v1");
    public static final FormatId AES_256_CTR_V1 = new FormatId(2, "aes-256-ctr-v1");

    public static final FormatId STORED = new FormatId(0, "stored");
    public static final FormatId ZSTD_V1 = new FormatId(1, "zstd-v1");

    public static final FormatId AUDIT_BLOCK_V1 = new FormatId(0, "block-v1");

    private Formats() {}
}
