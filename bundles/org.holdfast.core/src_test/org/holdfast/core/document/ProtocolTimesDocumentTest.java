// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.document;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.holdfast.core.audit.AuditHolder;
import org.holdfast.core.audit.AuditOwner;
import org.holdfast.core.fetch.ReadOwner;
import org.holdfast.core.handshake.Handshake;
import org.holdfast.core.handshake.HandshakeSetup;
import org.holdfast.core.handshake.JoinAsker;
import org.holdfast.core.head.HeadHolder;
import org.holdfast.core.head.HeadOwner;
import org.holdfast.core.list.ListOwner;
import org.holdfast.core.negotiate.Proposer;
import org.holdfast.core.pair.Pairing;
import org.holdfast.core.probe.ProbeAllowance;
import org.holdfast.core.probe.Prober;
import org.holdfast.core.put.PutHolder;
import org.holdfast.core.put.PutOwner;
import org.holdfast.core.track.Gleaner;
import org.holdfast.model.ErrorCode;
import org.junit.jupiter.api.Test;

/** Times, counts and codes of docs/protocol.md. */
class ProtocolTimesDocumentTest {
    private static final Map<String, Duration> TIMES = Map.ofEntries(
            Map.entry("prober: all of the bytes", Prober.PATIENCE),
            Map.entry("both: each answer in a handshake", Handshake.PATIENCE),
            Map.entry("joiner: the inviter's answer, each piece of the roster", JoinAsker.PATIENCE),
            Map.entry("both, pairing: each answer of a machine", Pairing.PATIENCE),
            Map.entry("both, pairing: the people", Pairing.COMPARE),
            Map.entry("proposer, responder: each answer", Proposer.PATIENCE),
            Map.entry("owner: PUT_GO, then STORE_RECEIPT", PutOwner.PATIENCE),
            Map.entry("holder: the next PUT_DATA or PUT_END", PutHolder.PATIENCE),
            Map.entry("owner: the next READ_DATA or READ_END", ReadOwner.PATIENCE),
            Map.entry("owner: a LIST_PAGE", ListOwner.PATIENCE),
            Map.entry("owner: HEAD_RECEIPT", HeadOwner.PATIENCE),
            Map.entry("holder: the next PUT_HEAD", HeadHolder.PATIENCE),
            Map.entry("owner: AUDIT_COIN, then each answer and each AUDIT_DATA", AuditOwner.PATIENCE),
            Map.entry("holder: each word of an audit", AuditHolder.PATIENCE),
            Map.entry("asker: OBSERVATIONS, then PROOFS", Gleaner.PATIENCE));
    private static final Pattern SAID = Pattern.compile("(?:ERROR|DECLINE|JOIN_DENY) ([A-Z_]+)");

    @Test
    void everyTimeIsTheCodes() {
        List<String> rows = ProtocolPage.table("Times");
        TIMES.forEach((what, time) -> {
            String row = "| " + what + " | " + time.toSeconds() + " |";
            assertTrue(rows.contains(row), "no row " + row);
        });
    }

    @Test
    void countsAreTheCodes() {
        String text = ProtocolPage.text();
        String counts = HeadHolder.MOST_WITNESSES + " witnesses in one conversation, " + Proposer.MOST_PROPOSALS
                + " proposals in one negotiation";
        assertTrue(text.contains(counts), counts);
        String probes = ProbeAllowance.OF_ONE + " PROBE of one member, and " + ProbeAllowance.OF_ALL + " of all, in "
                + ProbeAllowance.WINDOW.toMinutes() + " minutes";
        assertTrue(text.contains(probes), probes);
        assertTrue(text.contains("there is none but " + HandshakeSetup.PROTOCOL + " yet"));
    }

    /** Listed are codes that there are, in order, and among them each that a table of states says. */
    @Test
    void everyCodeThatIsSaidIsExplained() {
        List<String> listed = ProtocolPage.table("Codes on the wire").stream()
                .map(row -> row.split("\\|")[1].strip())
                .toList();
        assertEquals(listed.stream().sorted().distinct().toList(), listed);
        Set<String> there = Stream.of(ErrorCode.values()).map(ErrorCode::name).collect(Collectors.toSet());
        assertTrue(there.containsAll(listed), listed.toString());
        Set<String> said = new TreeSet<>();
        ProtocolPage.rows().forEach(row -> SAID.matcher(row).results().forEach(found -> said.add(found.group(1))));
        assertTrue(said.size() > 10, said.toString());
        listed.forEach(said::remove);
        assertEquals(Set.of(), said, "said, and not in the table of codes");
    }
}
