// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.document;

import java.util.List;
import java.util.Optional;
import org.holdfast.core.support.People;
import org.holdfast.core.track.Gleaner;
import org.holdfast.format.identity.AgreementCodec;
import org.holdfast.model.Digest;
import org.holdfast.model.ErrorCode;
import org.holdfast.wire.ObservationMessage.ObservationGet;
import org.holdfast.wire.ObservationMessage.Observations;
import org.holdfast.wire.ObservationMessage.Proofs;
import org.junit.jupiter.api.Test;

/** The table of "Track record" in docs/protocol.md. */
class ProtocolTrackDocumentTest {
    private static final Digest HASH = AgreementCodec.hash(People.terms());
    private static final Observations NOTHING = new Observations(false, List.of());
    private static final Proofs NONE = new Proofs(List.of());

    private static Optional<Gleaner.Progress> known(Gleaner.Action action) {
        return Optional.of(new Gleaner.Progress(0, List.of()));
    }

    private static Optional<Gleaner.Progress> unknown(Gleaner.Action action) {
        return Optional.of(
                switch (action) {
                    case Gleaner.Action.Take take -> new Gleaner.Progress(0, List.of(HASH));
                    case Gleaner.Action.Prove prove -> new Gleaner.Progress(0, List.of());
                });
    }

    private static Optional<Gleaner.Progress> unknownNine(Gleaner.Action action) {
        return Optional.of(
                switch (action) {
                    case Gleaner.Action.Take take -> new Gleaner.Progress(0, java.util.Collections.nCopies(9, HASH));
                    case Gleaner.Action.Prove prove -> new Gleaner.Progress(0, List.of());
                });
    }

    @Test
    void asker() {
        var table =
                new StateTable<>(() -> new Gleaner(new ObservationGet(List.of())), ProtocolTrackDocumentTest::known);
        table.begins().state("Asked", talk -> talk.begin());
        table.state(
                "Proving",
                talk -> talk.performing(ProtocolTrackDocumentTest::unknown)
                        .begin()
                        .hear(NOTHING));
        table.row("Asked", "OBSERVATIONS, and every agreement that they name is known", talk -> talk.hear(NOTHING))
                .row(
                        "Asked",
                        "OBSERVATIONS, and some are not",
                        talk -> talk.performing(ProtocolTrackDocumentTest::unknown)
                                .hear(NOTHING))
                .row(
                        "Asked",
                        "OBSERVATIONS, which cannot be kept",
                        talk -> talk.failing(Gleaner.Action.Take.class, ErrorCode.DISK_FAILED)
                                .hear(NOTHING))
                .row("Proving", "PROOFS, the last that were asked for", talk -> talk.hear(NONE));
        table.ends().standsUnder("Track record, the asker");
    }

    @Test
    void eightProofsAreAskedForAtATime() {
        var talk = new Rehearsal<>(
                new Gleaner(new ObservationGet(List.of())),
                ProtocolTrackDocumentTest::unknownNine,
                state -> state.getClass().getSimpleName());
        talk.begin().hear(NOTHING).forget().hear(NONE);
        org.junit.jupiter.api.Assertions.assertEquals("Prove | PROOF_GET | Proving", talk.columns());
    }
}
