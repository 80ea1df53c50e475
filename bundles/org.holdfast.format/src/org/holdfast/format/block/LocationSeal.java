// SPDX-License-Identifier: EPL-2.0
package org.holdfast.format.block;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.holdfast.format.ByteReader;
import org.holdfast.format.ByteWriter;
import org.holdfast.format.GenerationKeys;
import org.holdfast.format.KeyUse;
import org.holdfast.model.BlockId;
import org.holdfast.model.Bytes;
import org.holdfast.model.CodeShape;
import org.holdfast.model.FormatSet;
import org.holdfast.model.Pipeline;
import org.holdfast.model.SegmentId;

/**
 * Seals a shard's location into 48 bytes: AES-256-GCM under a key of the block's own, so the nonce can be zero. Always
 * the JDK's cipher: it must open on a blank machine.
 */
final class LocationSeal {
    // Plaintext (docs/format.md, sealed location)
    //
    //  0  segment id       16
    // 16  code u16          2
    // 18  m u8              1
    // 19  k u8              1
    // 20  position u16      2   below m + k
    // 22  pipeline u16      2
    // 24  shard length u32  4   multiple of 16 KiB
    // 28  inner cipher u16  2   0 for none
    // 30  compression u16   2   0 if all chunks are stored as they are
    // 32; sealed: with a tag of 16

    private static final int PLAIN = 32;
    private static final int TAG_BITS = 128;
    private static final byte[] LABEL = "loc".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] ONE = {1};

    private LocationSeal() {}

    static Bytes seal(GenerationKeys keys, BlockId block, ShardLocation location) {
        byte[] plain = new ByteWriter(PLAIN)
                .id16(location.segment().value())
                .u16(location.formats().code())
                .u8(location.shape().m())
                .u8(location.shape().k())
                .u16(location.position())
                .u16(location.pipeline().bits())
                .u32(location.shardLength())
                .u16(location.formats().inner())
                .u16(location.formats().compression())
                .toArray();
        try {
            return Bytes.of(cipher(Cipher.ENCRYPT_MODE, keys, block).doFinal(plain));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("encryption does not fail", e);
        }
    }

    /** Empty if it was not sealed for this block with these keys. */
    static Optional<ShardLocation> open(GenerationKeys keys, BlockId block, int outerSuite, Bytes sealed) {
        try {
            return Optional.of(read(cipher(Cipher.DECRYPT_MODE, keys, block).doFinal(sealed.toArray()), outerSuite));
        } catch (AEADBadTagException e) {
            return Optional.empty();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has AES-256-GCM", e);
        }
    }

    static ShardLocation read(byte[] plain, int outerSuite) {
        ByteReader r = new ByteReader("shard location", plain);
        try {
            SegmentId segment = new SegmentId(r.id16());
            int code = r.u16();
            CodeShape shape = new CodeShape(r.u8(), r.u8());
            int position = r.u16();
            Pipeline pipeline = Pipeline.ofBits(r.u16());
            int shardLength = r.u32(Integer.MAX_VALUE);
            FormatSet formats = new FormatSet(code, r.u16(), outerSuite, r.u16());
            return new ShardLocation(segment, formats, shape, position, pipeline, shardLength);
        } catch (IllegalArgumentException e) {
            throw r.bad(String.valueOf(e.getMessage()));
        }
    }

    private static Cipher cipher(int mode, GenerationKeys keys, BlockId block) throws GeneralSecurityException {
        byte[] key = keys.key(KeyUse.OUTER, 32, LABEL, block.bytes(), ONE);
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BITS, new byte[12]));
        Arrays.fill(key, (byte) 0);
        cipher.updateAAD(block.bytes());
        return cipher;
    }
}
