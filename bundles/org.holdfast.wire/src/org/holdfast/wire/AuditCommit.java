// SPDX-License-Identifier: EPL-2.0
package org.holdfast.wire;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.holdfast.format.ByteReader;
import org.holdfast.format.ByteWriter;
import org.holdfast.format.SignedType;
import org.holdfast.format.Signer;
import org.holdfast.model.Bytes;
import org.holdfast.model.Digest;

/**
 * AUDIT_COMMIT: the owner's half of the coin, hidden behind a hash, and all that the challenge is about. What is in here
 * cannot be changed any more when the holder has given its half.
 *
 * <pre>
 * offset  size  field
 *      0    98  {@link AuditNames}
 *     98     8  number           of this audit under the agreement; rising
 *    106     2  scheme           number of the audit scheme's format
 *    108     2  count            pieces to be drawn, 1 to 1000
 *    110     8  highest          the highest sequence of a block in the catalogue
 *    118     4  blocks           in the catalogue, 1 to 262144
 *    122     8  pieces           in the catalogue
 *    130    32  catalogue        SHA-256 of its entries
 *    162    32  X                SHA-256 that hides Ra and is bound to these names and this number
 *    194     8  time             ms since 1970
 *    202     1  n                number of parameters, at most 8
 *    203     …  parameters       each: key generation u32 | length u16, at most 1024 | bytes
 *      …    64  owner's device signature, type "audit-commit"
 * </pre>
 *
 * @param number from 1
 * @param parameters what the scheme must tell the holder; ascending by key generation
 */
public record AuditCommit(
        AuditNames names,
        long number,
        int scheme,
        int count,
        Catalogue catalogue,
        Digest hidden,
        Instant time,
        List<Parameters> parameters,
        Bytes signature)
        implements SignedAudit {
    static final int LONGEST = 203 + Limits.AUDIT_GENERATIONS * (6 + Limits.AUDIT_PARAMETERS) + 64;

    /** For the blocks of one key generation. */
    public record Parameters(int keyGeneration, Bytes value) {
        public Parameters {
            if (keyGeneration < 1 || value.length() > Limits.AUDIT_PARAMETERS) {
                throw new IllegalArgumentException(
                        "generations count from 1; parameters have at most " + Limits.AUDIT_PARAMETERS + " bytes");
            }
        }
    }

    /**
     * All that may be asked for, in short.
     *
     * @param root SHA-256 of the entries
     */
    public record Catalogue(long highest, int blocks, long pieces, Digest root) {
        public Catalogue {
            if (highest < 1 || blocks < 1 || blocks > Limits.AUDIT_CATALOGUE || pieces < blocks) {
                throw new IllegalArgumentException("a catalogue has 1 to " + Limits.AUDIT_CATALOGUE + " blocks");
            }
        }

        void write(ByteWriter out) {
            out.u64(highest).u32(blocks).u64(pieces).id32(root.value());
        }

        static Catalogue read(ByteReader in) {
            return new Catalogue(in.u64(), in.u32(Limits.AUDIT_CATALOGUE), in.u64(), new Digest(in.id32()));
        }
    }

    public AuditCommit {
        time = time.truncatedTo(ChronoUnit.MILLIS);
        parameters = List.copyOf(parameters);
        SignedAudit.requireSignature(signature);
        if (number < 1 || count < 1 || count > Limits.AUDIT_SAMPLES || parameters.size() > Limits.AUDIT_GENERATIONS) {
            throw new IllegalArgumentException("audits count from 1 and draw 1 to " + Limits.AUDIT_SAMPLES
                    + " pieces of at most " + Limits.AUDIT_GENERATIONS + " generations with parameters");
        }
        for (int i = 1; i < parameters.size(); i++) {
            if (parameters.get(i - 1).keyGeneration() >= parameters.get(i).keyGeneration()) {
                throw new IllegalArgumentException("parameters ascend by key generation");
            }
        }
    }

    public AuditCommit signed(Signer owner) {
        return new AuditCommit(names, number, scheme, count, catalogue, hidden, time, parameters, signature(owner));
    }

    @Override
    public SignedType signedType() {
        return SignedType.AUDIT_COMMIT;
    }

    @Override
    public void writeBody(ByteWriter out) {
        names.write(out);
        out.u64(number).u16(scheme).u16(count);
        catalogue.write(out);
        out.id32(hidden.value()).millis(time).u8(parameters.size());
        parameters.forEach(each -> out.u32(each.keyGeneration()).bytes16(each.value()));
    }

    static AuditCommit read(ByteReader in) {
        AuditCommit unsigned = readBody(in);
        return new AuditCommit(
                unsigned.names,
                unsigned.number,
                unsigned.scheme,
                unsigned.count,
                unsigned.catalogue,
                unsigned.hidden,
                unsigned.time,
                unsigned.parameters,
                SignedAudit.signature(in));
    }

    /** Reads a body that was kept; it has to be signed anew. */
    public static AuditCommit parseBody(Bytes body) {
        ByteReader in = new ByteReader("audit commitment", body.toArray());
        try {
            AuditCommit commit = readBody(in);
            in.end();
            return commit;
        } catch (IllegalArgumentException e) {
            throw in.bad(String.valueOf(e.getMessage()));
        }
    }

    private static AuditCommit readBody(ByteReader in) {
        AuditNames names = AuditNames.read(in);
        long number = in.u64();
        int scheme = in.u16();
        int count = in.u16();
        Catalogue catalogue = Catalogue.read(in);
        Digest hidden = new Digest(in.id32());
        Instant time = in.millis();
        int n = in.u8();
        List<Parameters> parameters = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            parameters.add(new Parameters(in.u32(Integer.MAX_VALUE), in.bytes16(Limits.AUDIT_PARAMETERS)));
        }
        return new AuditCommit(names, number, scheme, count, catalogue, hidden, time, parameters, UNSIGNED);
    }
}
