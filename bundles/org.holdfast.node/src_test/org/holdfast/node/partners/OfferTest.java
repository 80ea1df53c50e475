// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.partners;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.holdfast.core.port.AgreementRow;
import org.holdfast.core.port.HeldRow;
import org.holdfast.core.port.Ledger;
import org.holdfast.ledger.SqliteLedger;
import org.holdfast.model.Agreement;
import org.holdfast.model.AgreementId;
import org.holdfast.model.AgreementPhase;
import org.holdfast.model.AgreementTerms;
import org.holdfast.model.Allowances;
import org.holdfast.model.BlockId;
import org.holdfast.model.ByteCount;
import org.holdfast.model.Bytes;
import org.holdfast.model.ConfederationId;
import org.holdfast.model.Digest;
import org.holdfast.model.Domains;
import org.holdfast.model.Id16;
import org.holdfast.model.Id32;
import org.holdfast.model.OwnerId;
import org.holdfast.model.WeekSchedule;
import org.holdfast.spi.policy.Wishes;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which times of others a node objects to, whatever its policies say. */
@Tag("R51")
class OfferTest {
    private static final Duration GRACE = Duration.ofDays(14);
    private static final Duration COMMITMENT = Duration.ofDays(21);
    private static final ByteCount SPACE = ByteCount.gibibytes(1);
    private static final ConfederationId CONFEDERATION = new ConfederationId(new Id32(1, 1, 1, 1));
    private static final OwnerId SELF = new OwnerId(new Id32(0, 0, 0, 1));
    private static final OwnerId OTHER = new OwnerId(new Id32(0, 0, 0, 2));
    private static final Domains DOMAINS = new Domains("host", "site", "linux", "amd64");

    private static Ledger unasked() {
        Object proxy = Proxy.newProxyInstance(
                Ledger.class.getClassLoader(), new Class<?>[] {Ledger.class}, (self, called, with) -> {
                    throw new AssertionError("no time is in the ledger");
                });
        return (Ledger) proxy;
    }

    private static Offer offer(Duration grace, Duration commitment) {
        return offer(grace, commitment, unasked());
    }

    private static Offer offer(Duration grace, Duration commitment, Ledger ledger) {
        Wishes wishes = new Wishes(WeekSchedule.always(), Allowances.USUAL, Duration.ofDays(90), List.of(1));
        return new Offer(
                SELF,
                CONFEDERATION,
                DOMAINS,
                SPACE,
                SPACE,
                SPACE,
                grace,
                commitment,
                Duration.ofDays(90),
                wishes,
                ledger);
    }

    private static AgreementTerms terms(Duration grace, Duration commitment) {
        return new AgreementTerms(
                new AgreementId(new Id16(1, 1)),
                1,
                CONFEDERATION,
                OTHER,
                SELF,
                SPACE,
                SPACE,
                WeekSchedule.always(),
                WeekSchedule.always(),
                DOMAINS,
                DOMAINS,
                grace,
                commitment,
                Duration.ofDays(90),
                Instant.EPOCH,
                List.of(1));
    }

    @Test
    void commitmentIsNeitherShorterNorLongerThanItsOwn() {
        Offer open = offer(GRACE, COMMITMENT);
        assertEquals(Optional.empty(), open.objection(terms(GRACE, COMMITMENT)));
        assertTrue(open.objection(terms(GRACE, COMMITMENT.minusHours(1))).isPresent());
        assertTrue(open.objection(terms(GRACE, COMMITMENT.plusHours(1))).isPresent());
    }

    @Test
    void graceIsNotShorterThanItsOwn() {
        Offer open = offer(GRACE, COMMITMENT);
        String why = open.objection(terms(Duration.ofMinutes(1), COMMITMENT)).orElseThrow();
        assertTrue(why.contains("grace"), why);
        assertEquals(Optional.empty(), open.objection(terms(GRACE.plusDays(1), COMMITMENT)));
    }

    @Test
    void nodesOfOneManagedConfederationAgreeHoweverShortTheirGraceIs() {
        Duration grace = Duration.ofSeconds(36);
        assertEquals(Optional.empty(), offer(grace, Duration.ZERO).objection(terms(grace, Duration.ZERO)));
    }

    @Test
    void whatWasSignedOnceIsRenewed() {
        AgreementTerms next =
                terms(Duration.ofMinutes(1), COMMITMENT.plusDays(9)).nextBy(OTHER);
        assertEquals(Optional.empty(), offer(GRACE, COMMITMENT).objection(next));
    }

    /** Its owner may still want it, so it cannot be promised to anybody else. */
    @Test
    @Tag("R12")
    void whatAnEndedAgreementLeftHereIsNotOfferedAgain(@TempDir Path folder) {
        try (SqliteLedger ledger = SqliteLedger.open(folder.resolve("ledger.db"))) {
            AgreementTerms terms = terms(GRACE, COMMITMENT);
            Bytes signature = Bytes.of(new byte[64]);
            ledger.agreements()
                    .save(new AgreementRow(
                            new Agreement(terms, signature, signature), AgreementPhase.CLOSED, Instant.EPOCH));
            assertEquals(SPACE, offer(GRACE, COMMITMENT, ledger).unreserved());
            Digest some = new Digest(new Id32(7, 7, 7, 7));
            BlockId block = new BlockId(new Id16(8, 8));
            ledger.holdings()
                    .add(new HeldRow(terms.id(), block, OTHER, 1, some, some, 4096, Instant.EPOCH, Instant.EPOCH));
            assertEquals(
                    SPACE.minusOrZero(ByteCount.of(4096)),
                    offer(GRACE, COMMITMENT, ledger).unreserved());
        }
    }
}
