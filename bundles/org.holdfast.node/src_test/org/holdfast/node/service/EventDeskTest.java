// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.holdfast.core.port.PeerRow;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.holdfast.model.Id32;
import org.holdfast.model.OwnerId;
import org.holdfast.node.control.EventReport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("R28")
class EventDeskTest {
    @TempDir
    private Path folder;

    private static List<EventReport> all(TestNode node) {
        List<EventReport> all = new ArrayList<>();
        node.control().events(0, false, all::add);
        return all;
    }

    private static List<EventReport> of(List<EventReport> events, String type) {
        return events.stream().filter(each -> each.event().equals(type)).toList();
    }

    @Test
    void aPartnersHistoryHasItsAgreementAndItsFailuresButNotWhatIsEveryday() {
        try (TestConfederation confederation = new TestConfederation(folder, 3)) {
            TestNode owner = confederation.start("1+1").owner();
            TestNode partner = confederation.node(1);
            String name = partner.control().status().name();
            EventReport made =
                    of(owner.control().history(name), "AGREEMENT_MADE").getFirst();
            assertEquals(Optional.of(name), made.name());
            assertEquals(partner.owner().brief(), made.subject());

            var events = owner.ledger().events();
            events.append(made.time(), "AUDIT_PROVED", partner.owner().brief(), "460 samples");
            events.append(made.time(), "PARTNER_LATE", partner.owner().brief(), "it missed a minute");
            events.append(
                    made.time(), "PARTNER_LATE", confederation.node(2).owner().brief(), "another one");
            List<EventReport> history = owner.control().history(partner.owner().brief());
            assertEquals(List.of(), of(history, "AUDIT_PROVED"));
            EventReport late = of(history, "PARTNER_LATE").getFirst();
            assertEquals("it missed a minute", late.text());
            assertTrue(history.stream().allMatch(each -> each.name().equals(Optional.of(name))), history::toString);
            assertFalse(of(all(owner), "AUDIT_PROVED").isEmpty(), "the log itself leaves nothing out");
            assertEquals(
                    history,
                    all(owner).stream()
                            .filter(each -> each.number() <= history.getLast().number())
                            .filter(each -> each.subject().equals(made.subject())
                                    && !each.event().equals("AUDIT_PROVED"))
                            .toList());
        }
    }

    @Test
    void whoWasNeverMetHasNoHistoryAndWhoIsNotMeantClearlyIsAskedFor() {
        try (TestConfederation confederation = new TestConfederation(folder, 3)) {
            TestNode owner = confederation.start("1+1").owner();
            HoldfastException unknown =
                    assertThrows(HoldfastException.class, () -> owner.control().history("nobody"));
            assertEquals(ErrorCode.MEMBER_UNKNOWN, unknown.code());
            assertTrue(String.valueOf(unknown.getMessage()).contains("never met"), unknown.getMessage());
            assertEquals(
                    ErrorCode.MEMBER_UNKNOWN,
                    assertThrows(HoldfastException.class, () -> owner.control().history(""))
                            .code(),
                    "nothing is no beginning of an id");
            PeerRow known = owner.ledger().peers().all().getFirst();
            OwnerId alike = new OwnerId(Id32.parse(known.id().brief() + "00".repeat(28)));
            owner.ledger()
                    .peers()
                    .save(new PeerRow(
                            alike, known.name(), List.of(), known.domains(), known.certificate(), known.lastSeen()));
            HoldfastException several =
                    assertThrows(HoldfastException.class, () -> owner.control().history(known.name()));
            assertTrue(String.valueOf(several.getMessage()).contains("Several"), several.getMessage());
            assertThrows(
                    HoldfastException.class,
                    () -> owner.control().history(known.id().toString()));
            assertTrue(
                    all(owner).stream()
                            .filter(each -> each.subject().equals(alike.brief()))
                            .allMatch(each -> each.name().isEmpty()),
                    "a line is given a name that may be another's");
        }
    }
}
