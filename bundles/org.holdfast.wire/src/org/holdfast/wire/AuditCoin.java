// SPDX-License-Identifier: EPL-2.0
package org.holdfast.wire;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.holdfast.format.ByteReader;
import org.holdfast.format.ByteWriter;
import org.holdfast.format.Signatures;
import org.holdfast.format.SignedType;
import org.holdfast.format.Signer;
import org.holdfast.model.BlockId;
import org.holdfast.model.Bytes;
import org.holdfast.model.Digest;
import org.holdfast.model.Id16;

/**
 * AUDIT_COIN: the holder's half of the coin, and what it answers for: the whole catalogue of that commitment but the
 * blocks that it names as damaged here, before anybody knows what will be asked.
 *
 * <pre>
 * offset  size  field
 *      0    98  {@link AuditNames}
 *     98    32  SHA-256 of the commitment's body
 *    130    32  Rb
 *    162     8  highest       as in the commitment
 *    170     4  blocks        as there
 *    174     8  pieces        as there
 *    182    32  catalogue     as there
 *    214     8  time          ms since 1970
 *    222     2  d             number of damaged blocks, at most 2048
 *    224  16 d  their ids     ascending
 *      …    64  holder's device signature, type "audit-coin"
 * </pre>
 */
public record AuditCoin(
        AuditNames names,
        Digest commitment,
        Digest half,
        AuditCommit.Catalogue catalogue,
        Instant time,
        List<BlockId> damaged,
        Bytes signature)
        implements SignedAudit {
    static final int LONGEST = 224 + Limits.AUDIT_DAMAGED * Id16.BYTES + Signatures.BYTES;

    public AuditCoin {
        time = time.truncatedTo(ChronoUnit.MILLIS);
        damaged = AuditMessage.ascending(damaged, 0, Limits.AUDIT_DAMAGED);
        SignedAudit.requireSignature(signature);
    }

    public AuditCoin signed(Signer holder) {
        return new AuditCoin(names, commitment, half, catalogue, time, damaged, signature(holder));
    }

    @Override
    public SignedType signedType() {
        return SignedType.AUDIT_COIN;
    }

    @Override
    public void writeBody(ByteWriter out) {
        names.write(out);
        out.id32(commitment.value()).id32(half.value());
        catalogue.write(out);
        out.millis(time).u16(damaged.size());
        damaged.forEach(block -> out.id16(block.value()));
    }

    static AuditCoin read(ByteReader in) {
        AuditCoin unsigned = readBody(in);
        return new AuditCoin(
                unsigned.names,
                unsigned.commitment,
                unsigned.half,
                unsigned.catalogue,
                unsigned.time,
                unsigned.damaged,
                SignedAudit.signature(in));
    }

    /** Reads one that was kept, with its signature. Checks the shape only. */
    public static AuditCoin parse(Bytes encoded) {
        return parse(encoded, AuditCoin::read);
    }

    /** Reads a body that was kept; it has to be signed anew. */
    public static AuditCoin parseBody(Bytes body) {
        return parse(body, AuditCoin::readBody);
    }

    private static AuditCoin parse(Bytes bytes, java.util.function.Function<ByteReader, AuditCoin> reader) {
        ByteReader in = new ByteReader("audit coin", bytes.toArray());
        try {
            AuditCoin coin = reader.apply(in);
            in.end();
            return coin;
        } catch (IllegalArgumentException e) {
            throw in.bad(String.valueOf(e.getMessage()));
        }
    }

    private static AuditCoin readBody(ByteReader in) {
        AuditNames names = AuditNames.read(in);
        Digest commitment = new Digest(in.id32());
        Digest half = new Digest(in.id32());
        AuditCommit.Catalogue catalogue = AuditCommit.Catalogue.read(in);
        Instant time = in.millis();
        int count = in.count16(Limits.AUDIT_DAMAGED, Id16.BYTES);
        List<BlockId> damaged = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            damaged.add(new BlockId(in.id16()));
        }
        return new AuditCoin(names, commitment, half, catalogue, time, damaged, UNSIGNED);
    }
}
