// SPDX-License-Identifier: EPL-2.0
package org.holdfast.format.identity;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.holdfast.model.Agreement;
import org.holdfast.model.AgreementTerms;
import org.holdfast.model.Bytes;
import org.holdfast.model.Domains;
import org.holdfast.model.MalformedInput;
import org.holdfast.model.NodeLabels;
import org.holdfast.model.WeekSchedule;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class AgreementCodecTest {
    private static final List<DeviceCert> CERTS = List.of(Cast.ALICE, Cast.BOB);

    @Test
    void bothSidesHoldTheSameBytes() {
        Agreement agreement = Cast.agreement();
        byte[] bytes = AgreementCodec.encode(agreement);

        assertEquals(agreement, AgreementCodec.decode(bytes));
        assertArrayEquals(bytes, AgreementCodec.encode(AgreementCodec.decode(bytes)));
        assertEquals(Cast.terms(), AgreementCodec.decodeTerms(AgreementCodec.encode(Cast.terms())));
    }

    @Test
    @Tag("R1")
    void itCountsOnlyWithBothSignatures() {
        Agreement agreement = Cast.agreement();
        Bytes proposers = agreement.proposerSignature();
        Bytes responders = agreement.responderSignature();
        AgreementTerms terms = agreement.terms();

        assertTrue(AgreementCodec.verify(agreement, CERTS));
        assertFalse(AgreementCodec.verify(agreement, List.of(Cast.ALICE)));
        assertFalse(AgreementCodec.verify(agreement, List.of(Cast.BOB)));
        assertFalse(AgreementCodec.verify(new Agreement(terms, proposers, proposers), CERTS));
        assertFalse(AgreementCodec.verify(new Agreement(terms, responders, proposers), CERTS));
        assertFalse(AgreementCodec.verify(
                new Agreement(terms, proposers, AgreementCodec.sign(terms, Cast.MALLORY)), CERTS));
    }

    @Test
    void noTermCanBeChangedAfterwards() {
        Agreement agreement = Cast.agreement();
        AgreementTerms easier = withGrace(Duration.ofDays(15));

        assertFalse(AgreementCodec.verify(
                new Agreement(easier, agreement.proposerSignature(), agreement.responderSignature()), CERTS));
    }

    @Test
    void aReplacedDevicesSignatureStaysGood() {
        DeviceCert newer = DeviceCert.issue(Cast.ALICE_ROOT, Cast.signer(30), 700_000, 2, Cast.NOW);

        assertTrue(AgreementCodec.verify(Cast.agreement(), List.of(newer, Cast.BOB, Cast.ALICE)));
        assertFalse(AgreementCodec.verify(Cast.agreement(), List.of(newer, Cast.BOB)));
    }

    @Test
    void aCertificateThatMalloryMadeForAliceIsNoHelp() {
        Agreement forged = new Agreement(
                Cast.terms(),
                AgreementCodec.sign(Cast.terms(), Cast.MALLORY),
                Cast.agreement().responderSignature());
        DeviceCert own = DeviceCert.issue(Cast.MALLORY, Cast.MALLORY, 1, 1, Cast.NOW);
        DeviceCert stolen = new DeviceCert(
                Cast.ALICE.root(),
                Cast.MALLORY.key(),
                1,
                1,
                Cast.NOW,
                own.notAfter(),
                own.rootSignature(),
                own.deviceSignature());

        assertFalse(AgreementCodec.verify(forged, List.of(own, stolen, Cast.BOB)));
    }

    @Test
    void timesAreNotCutSilently() {
        assertThrows(
                IllegalArgumentException.class, () -> AgreementCodec.encode(withGrace(Duration.ofNanos(1_000_001))));
        assertEquals(
                withGrace(Duration.ofMillis(1)),
                AgreementCodec.decodeTerms(AgreementCodec.encode(withGrace(Duration.ofMillis(1)))));
    }

    @Test
    void theLongestTermsFit() {
        AgreementTerms t = Cast.terms();
        String labels = IntStream.range(0, 8)
                .mapToObj(i -> "k".repeat(15) + i + "=" + "v".repeat(32))
                .collect(Collectors.joining(","));
        Domains longest =
                new Domains("h".repeat(64), "s".repeat(64), "o".repeat(64), "a".repeat(64), NodeLabels.parse(labels));
        WeekSchedule schedule =
                new WeekSchedule(t.proposerSchedule().hours(), ZoneId.of("America/Argentina/ComodRivadavia"));
        AgreementTerms terms = new AgreementTerms(
                t.id(),
                Integer.MAX_VALUE,
                t.confederation(),
                t.proposer(),
                t.responder(),
                t.reservedByProposer(),
                t.reservedByResponder(),
                schedule,
                schedule,
                longest,
                longest,
                Duration.ofDays(36_500),
                t.commitment(),
                t.longestRetention(),
                t.start(),
                IntStream.range(0, 64).boxed().toList());

        assertEquals(terms, AgreementCodec.decodeTerms(AgreementCodec.encode(terms)));
        assertTrue(AgreementCodec.encode(terms).length <= AgreementCodec.MAX_TERMS);
    }

    @Test
    void termsWithoutLabelsAreAsTheyWereBeforeThereWereAny() {
        byte[] bare = AgreementCodec.encode(Cast.terms());
        byte[] labelled = AgreementCodec.encode(Cast.labelledTerms());
        assertArrayEquals(bare, Arrays.copyOf(labelled, bare.length));
        assertEquals(Cast.labelledTerms(), AgreementCodec.decodeTerms(labelled));
    }

    @Test
    void labelsAreWrittenInOneWayOnly() {
        byte[] bare = AgreementCodec.encode(Cast.terms());
        assertMalformed(bare, 0, 0); // none, and said so
        assertMalformed(bare, 1, 1, 'a', 1, 'x'); // the responder's are missing
        assertMalformed(bare, 2, 1, 'b', 1, 'x', 1, 'a', 1, 'x', 0); // wrong order
        assertMalformed(bare, 2, 1, 'a', 1, 'x', 1, 'a', 1, 'y', 0); // twice
        assertMalformed(bare, 1, 1, 'A', 1, 'x', 0); // no key
        assertMalformed(bare, 1, 1, 'a', 1, ',', 0); // no value
        assertMalformed(bare, 9, 1, 'a', 1, 'x', 0); // too many
        assertMalformed(bare, 1, 17, 'a', 1, 'x', 0); // longer than a key is
    }

    private static void assertMalformed(byte[] bare, int... more) {
        byte[] bytes = Arrays.copyOf(bare, bare.length + more.length);
        for (int i = 0; i < more.length; i++) {
            bytes[bare.length + i] = (byte) more[i];
        }
        assertThrows(MalformedInput.class, () -> AgreementCodec.decodeTerms(bytes), Arrays.toString(more));
    }

    @Test
    void unknownTimeZonesAreMalformed() {
        String text = new String(AgreementCodec.encode(Cast.terms()), StandardCharsets.ISO_8859_1);
        byte[] nowhere = text.replace("Europe/Berlin", "Europe/Atlant").getBytes(StandardCharsets.ISO_8859_1);
        byte[] loose = text.replace("\3UTC", "\3+01").getBytes(StandardCharsets.ISO_8859_1);

        assertThrows(MalformedInput.class, () -> AgreementCodec.decodeTerms(nowhere));
        assertThrows(MalformedInput.class, () -> AgreementCodec.decodeTerms(loose), "+01 is written +01:00");
    }

    private static AgreementTerms withGrace(Duration grace) {
        AgreementTerms t = Cast.terms();
        return new AgreementTerms(
                t.id(),
                t.version(),
                t.confederation(),
                t.proposer(),
                t.responder(),
                t.reservedByProposer(),
                t.reservedByResponder(),
                t.proposerSchedule(),
                t.responderSchedule(),
                t.proposerDomains(),
                t.responderDomains(),
                grace,
                t.commitment(),
                t.longestRetention(),
                t.start(),
                t.formats());
    }
}
