// SPDX-License-Identifier: EPL-2.0
package org.holdfast.model;

import java.util.List;

/** The built-in formats, plane by plane. The numbers are on disks and never change meaning (docs/format.md). */
public final class Formats {
    public static final FormatId RS_CAUCHY_V1 = new FormatId(1, "rs-cauchy-v1");
    public static final FormatId REPLICATION_V1 = new FormatId(2, "replication-v1");
    public static final FormatId PARITY_V1 = new FormatId(3, "parity-v1");
    public static final FormatId TORNADO_V1 = new FormatId(4, "tornado-v1");

    public static final FormatId NO_CIPHER = new FormatId(0, "none");
    public static final FormatId AES_256_GCM_V1 = new FormatId(1, "aes-256-gcm-v1");
    public static final FormatId AES_256_CTR_V1 = new FormatId(2, "aes-256-ctr-v1");
    public static final FormatId CHACHA20_POLY1305_V1 = new FormatId(3, "chacha20-poly1305-v1");
    public static final FormatId SERPENT_256_GCM_V1 = new FormatId(4, "serpent-256-gcm-v1");
    public static final FormatId DES_HMAC_MD5_V1 = new FormatId(64, "des-hmac-md5-v1");
    public static final FormatId DES_EDE_HMAC_MD5_V1 = new FormatId(65, "3des-hmac-md5-v1");
    public static final FormatId RC4_HMAC_MD5_V1 = new FormatId(66, "rc4-hmac-md5-v1");
    public static final FormatId RSA_OAEP_V1 = new FormatId(67, "rsa-oaep-v1");
    public static final FormatId RC4_V1 = new FormatId(68, "rc4-v1");

    public static final FormatId STORED = new FormatId(0, "stored");
    public static final FormatId ZSTD_V1 = new FormatId(1, "zstd-v1");
    public static final FormatId DEFLATE_V1 = new FormatId(2, "deflate-v1");

    public static final FormatId AUDIT_BLOCK_V1 = new FormatId(0, "block-v1");
    public static final FormatId AUDIT_AGGREGATE_V1 = new FormatId(1, "aggregate-v1");
    public static final FormatId AUDIT_RSA_V1 = new FormatId(2, "rsa-v1");

    /**
     * What the product reads by itself, plane by plane: these numbers and names are nobody else's, and anything else takes
     * somebody's plug-in.
     */
    public static final List<FormatId> CODES = List.of(RS_CAUCHY_V1, REPLICATION_V1, PARITY_V1, TORNADO_V1);

    public static final List<FormatId> CIPHERS = List.of(
            NO_CIPHER,
            AES_256_GCM_V1,
            AES_256_CTR_V1,
            CHACHA20_POLY1305_V1,
            SERPENT_256_GCM_V1,
            DES_HMAC_MD5_V1,
            DES_EDE_HMAC_MD5_V1,
            RC4_HMAC_MD5_V1,
            RSA_OAEP_V1,
            RC4_V1);
    public static final List<FormatId> COMPRESSIONS = List.of(STORED, ZSTD_V1, DEFLATE_V1);
    public static final List<FormatId> AUDITS = List.of(AUDIT_BLOCK_V1, AUDIT_AGGREGATE_V1, AUDIT_RSA_V1);

    private Formats() {}

    /**
     * Whether any m shards of this code restore all. Of others, foreign ones among them, nothing may be taken for granted
     * before all n are there.
     */
    public static boolean isOptimal(int code) {
        return code == RS_CAUCHY_V1.number() || code == REPLICATION_V1.number() || code == PARITY_V1.number();
    }
}
