// SPDX-License-Identifier: EPL-2.0
package org.holdfast.wire;

import java.util.ArrayList;
import java.util.List;
import org.holdfast.format.ByteReader;
import org.holdfast.format.ByteWriter;
import org.holdfast.format.identity.Observation;
import org.holdfast.model.Digest;
import org.holdfast.model.Id32;
import org.holdfast.model.OwnerId;
import org.holdfast.wire.ObservationMessage.Known;
import org.holdfast.wire.ObservationMessage.ObservationGet;
import org.holdfast.wire.ObservationMessage.Observations;
import org.holdfast.wire.ObservationMessage.ProofGet;
import org.holdfast.wire.ObservationMessage.Proofs;

/**
 * Bodies of the messages about track records.
 *
 * <pre>
 * OBSERVATION_GET  0    2  n, number of reporters, at most 1024
 *                  2  42n  each: reporter 32, highest sequence u64, how many u16; ascending by reporter
 * OBSERVATIONS     0    1  1 if there are more, else 0
 *                  1    2  n, at most 128
 *                  3 240n  observations (docs/format-identity.md), ascending by reporter, then sequence
 * PROOF_GET        0    1  n, 1 to 8
 *                  1  32n  SHA-256 of agreements' terms
 * PROOFS           0    1  n, at most 8
 *                  1    …  agreements as in AGREEMENT
 * </pre>
 */
final class ObservationLayout {
    private ObservationLayout() {}

    static void write(ObservationGet get, ByteWriter out) {
        out.u16(get.known().size());
        for (Known each : get.known()) {
            out.id32(each.reporter().value()).u64(each.sequence()).u16(each.count());
        }
    }

    static ObservationGet readGet(ByteReader in) {
        int count = in.count16(Limits.REPORTERS, Known.BYTES);
        List<Known> known = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            known.add(new Known(new OwnerId(in.id32()), in.u64(), in.u16()));
        }
        return new ObservationGet(known);
    }

    static void write(Observations answer, ByteWriter out) {
        out.u8(answer.more() ? 1 : 0).u16(answer.observations().size());
        answer.observations().forEach(each -> out.bytes(each.bytes()));
    }

    static Observations readObservations(ByteReader in) {
        boolean more = ReadLayout.flag(in);
        int count = in.count16(Limits.OBSERVATIONS, Observation.BYTES);
        List<Observation> observations = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            observations.add(Observation.read(in.array(Observation.BYTES)));
        }
        return new Observations(more, observations);
    }

    static void write(ProofGet get, ByteWriter out) {
        out.u8(get.hashes().size());
        get.hashes().forEach(hash -> out.id32(hash.value()));
    }

    static ProofGet readProofGet(ByteReader in) {
        int count = in.u8();
        if (count > Limits.AGREEMENTS || count * Id32.BYTES > in.remaining()) {
            throw in.bad(count + " hashes");
        }
        List<Digest> hashes = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            hashes.add(new Digest(in.id32()));
        }
        return new ProofGet(hashes);
    }

    static void write(Proofs proofs, ByteWriter out) {
        NegotiationLayout.write(proofs.agreements(), out);
    }

    static Proofs readProofs(ByteReader in) {
        return new Proofs(NegotiationLayout.readAgreements(in));
    }
}
