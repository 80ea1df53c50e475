// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.document;

import java.util.Optional;
import org.holdfast.core.probe.ProbeSource;
import org.holdfast.core.probe.Prober;
import org.holdfast.core.support.People;
import org.holdfast.model.Bytes;
import org.holdfast.model.ErrorCode;
import org.holdfast.wire.Limits;
import org.holdfast.wire.NegotiationMessage.Probe;
import org.holdfast.wire.NegotiationMessage.ProbeData;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The tables of "Probe" in docs/protocol.md. */
class ProtocolProbeDocumentTest {
    private static ProbeData piece(int bytes) {
        return new ProbeData(Bytes.of(People.filled(1, bytes)));
    }

    @Test
    @Tag("R11")
    void whoMeasures() {
        var table = new StateTable<>(() -> new Prober(1000), action -> Optional.<Void>empty());
        table.begins().state("Measuring", talk -> talk.begin());
        table.row("Measuring", "PROBE_DATA, more to come", talk -> talk.hear(piece(999)))
                .row(
                        "Measuring",
                        "PROBE_DATA, the last",
                        talk -> talk.hear(piece(999)).forget().hear(piece(1)))
                .row("Measuring", "PROBE_DATA, more than was asked for", talk -> talk.hear(piece(1001)));
        table.ends().standsUnder("Probe, who measures");
    }

    @Test
    @Tag("R11")
    void whoIsMeasured() {
        var table =
                new StateTable<>(() -> new ProbeSource(new byte[Limits.PROBE_PIECE]), action -> Optional.<Void>empty());
        table.state("Idle", talk -> talk.begin());
        table.row("Idle", "PROBE", talk -> talk.hear(new Probe(100_000)))
                .row(
                        "Idle",
                        "PROBE, after enough of them",
                        talk -> talk.failing(ProbeSource.Admit.class, ErrorCode.BUSY)
                                .hear(new Probe(1)));
        table.ends().standsUnder("Probe, who is measured");
    }
}
