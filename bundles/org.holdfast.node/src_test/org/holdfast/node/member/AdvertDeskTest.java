// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.member;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.holdfast.core.advert.AdvertGate;
import org.holdfast.format.Ed25519;
import org.holdfast.format.Signatures;
import org.holdfast.format.SignedType;
import org.holdfast.format.Signer;
import org.holdfast.format.identity.Advert;
import org.holdfast.format.identity.DeviceCert;
import org.holdfast.format.identity.Founding;
import org.holdfast.model.ByteCount;
import org.holdfast.model.Bytes;
import org.holdfast.model.NodeAddress;
import org.holdfast.model.OwnerId;
import org.holdfast.spi.discovery.Discovery;
import org.holdfast.spi.discovery.Scope;
import org.holdfast.spi.discovery.Sighting;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is taken of adverts, in the order of docs/protocol-discovery.md. */
class AdvertDeskTest {
    private static final Signer ALICE = signer(2);
    private static final DeviceCert CERT = certificate(1, ALICE);
    private static final DeviceCert MALLORYS = certificate(5, signer(6));

    private static final Founding FOUNDING =
            new Founding(signer(9).key(), Instant.parse("2026-03-01T12:00:00Z"), "example");
    private static final DeviceCert OWN = certificate(3, signer(4));

    @TempDir
    Path home;

    private Instant now = Instant.parse("2026-03-01T12:00:00Z");
    private final Air air = new Air();
    private final Set<OwnerId> listed = new HashSet<>(List.of(CERT.owner(), MALLORYS.owner()));
    private final BlockingQueue<AdvertDesk.Heard> told = new LinkedBlockingQueue<>();
    private final List<Advert> alarms = new ArrayList<>();
    private final List<String> lines = new ArrayList<>();
    private AdvertDesk desk;

    /** Hears what the test says. */
    private static final class Air implements Discovery, Discovery.Session {
        private Consumer<Sighting> heard = sighting -> {};
        private Supplier<byte[]> own = () -> new byte[0];

        @Override
        public String id() {
            return "air";
        }

        @Override
        public Session open(Scope scope, Supplier<byte[]> advert, Consumer<Sighting> listener) {
            heard = listener;
            own = advert;
            return this;
        }

        void carries(byte[] advert) {
            heard.accept(new Sighting.Advert(Bytes.of(advert)));
        }

        @Override
        public void query() {}

        @Override
        public void close() {}
    }

    @BeforeEach
    void listen() {
        desk = desk();
    }

    private AdvertDesk desk() {
        AdvertDesk made = new AdvertDesk(
                new AdvertDesk.Around(
                        new AdvertGate.Self(OWN.owner(), OWN.device()),
                        new AdvertGate.Membership(FOUNDING.id()::equals, listed::contains),
                        () -> Optional.of(advert(OWN, signer(4), 99, now)),
                        told::add,
                        alarms::add,
                        lines::add),
                new AdvertCache(home),
                () -> now);
        made.look(List.of(air), new Scope("group", "127.0.0.1", 45599, Duration.ofSeconds(60)));
        return made;
    }

    private static Signer signer(int seed) {
        byte[] bytes = new byte[32];
        Arrays.fill(bytes, (byte) seed);
        return Signatures.signer(Ed25519.privateKey(bytes));
    }

    private static DeviceCert certificate(int root, Signer device) {
        return DeviceCert.issue(signer(root), device, 1, 1, Instant.parse("2026-03-01T12:00:00Z"));
    }

    private static Advert advert(DeviceCert cert, Signer device, int lastByte, Instant when) {
        var offer = new Advert.Offer(
                1, "host", ByteCount.ZERO, List.of(new NodeAddress("192.0.2." + lastByte, 7610)), "alice");
        return Advert.issue(cert, FOUNDING.id(), offer, when, device);
    }

    private List<String> hosts() {
        return desk.addresses().stream().map(NodeAddress::host).toList();
    }

    @Test
    void aTrueAdvertIsAnAddress() {
        air.carries(advert(CERT, ALICE, 1, now).bytes());
        assertEquals(List.of("192.0.2.1"), hosts());
    }

    @Test
    @Tag("G")
    void membersClocksAreSeenInTheirAdvertsAndThoseOfStrangersCountForNothing() {
        air.carries(advert(CERT, ALICE, 1, now.plusSeconds(300)).bytes());
        assertEquals(List.of(Duration.ofSeconds(300)), desk.clocks().ahead());
        listed.remove(MALLORYS.owner());
        air.carries(advert(MALLORYS, signer(6), 2, now.plusSeconds(7000)).bytes());
        byte[] forged = advert(CERT, ALICE, 1, now.plusSeconds(5000)).bytes();
        forged[forged.length - 1] ^= 1;
        air.carries(forged);
        assertEquals(List.of(Duration.ofSeconds(300)), desk.clocks().ahead());
    }

    @Test
    void anOldOneAFarOneAndABadlySignedOneAreNot() {
        air.carries(advert(CERT, ALICE, 1, now).bytes());
        air.carries(advert(CERT, ALICE, 2, now.minusSeconds(1)).bytes());
        air.carries(advert(CERT, ALICE, 3, now.plus(Duration.ofHours(25))).bytes());
        byte[] forged = advert(CERT, ALICE, 4, now.plusSeconds(1)).bytes();
        forged[forged.length - 1] ^= 1;
        air.carries(forged);
        air.carries(new byte[] {1, 2, 3});
        assertEquals(List.of("192.0.2.1"), hosts());
    }

    @Test
    void nobodyIsSilencedByAnAdvertInHisName() {
        Advert mallorys = advert(MALLORYS, signer(6), 66, now.plus(Duration.ofHours(23)));
        byte[] inAlicesName = mallorys.bytes();
        System.arraycopy(CERT.owner().bytes(), 0, inAlicesName, 8, 32);
        int body = inAlicesName.length - Signatures.BYTES;
        byte[] signature = signer(6)
                .sign(SignedType.ADVERT, Arrays.copyOf(inAlicesName, body))
                .toArray();
        System.arraycopy(signature, 0, inAlicesName, body, Signatures.BYTES);
        air.carries(inAlicesName);
        assertEquals(List.of("192.0.2.66"), hosts(), "it is good as far as anybody can tell");

        air.carries(advert(CERT, ALICE, 1, now).bytes());
        assertEquals(List.of("192.0.2.66", "192.0.2.1"), hosts());
    }

    @Test
    void anotherConfederationIsNotHeard() {
        Founding other = new Founding(signer(8).key(), now, "other");
        var offer = new Advert.Offer(1, "host", ByteCount.ZERO, List.of(new NodeAddress("192.0.2.7", 7610)), "alice");
        air.carries(Advert.issue(CERT, other.id(), offer, now, ALICE).bytes());
        assertEquals(List.of(), hosts());
        assertTrue(told.isEmpty());
    }

    @Test
    void whoeverIsNotOnTheRosterIsHeardButRarely() {
        listed.clear();
        for (int i = 0; i < 200; i++) {
            Signer device = signer(100 + i % 100);
            air.carries(advert(certificate(50, device), device, 1 + i, now.plusMillis(i))
                    .bytes());
        }
        assertEquals(AdvertGate.STRANGERS_AT_ONCE, hosts().size());
    }

    /** A true advert each ten thousandth of a second for three seconds, of which the first two hundred are as good as can be. */
    @Test
    @Timeout(60)
    void aStormCostsAFewSignaturesAndOneLine() {
        byte[] forged = advert(CERT, ALICE, 1, now.plusSeconds(100)).bytes();
        forged[forged.length - 1] ^= 1;
        byte[] good = advert(MALLORYS, signer(6), 2, now.plusSeconds(100)).bytes();
        long started = System.nanoTime();
        for (int i = 0; i < 30_000; i++) {
            now = now.plusNanos(100_000);
            air.carries(i % 2 == 0 ? forged : good);
        }
        Duration took = Duration.ofNanos(System.nanoTime() - started);

        assertEquals(List.of("192.0.2.2"), hosts());
        assertEquals(List.of("1 wrongly signed"), lines);
        now = now.plus(AdvertTally.PAUSE);
        air.carries(new byte[700]);
        assertEquals(2, lines.size());
        assertTrue(lines.getLast().contains("more than are looked at"), lines::toString);
        assertTrue(lines.getLast().contains("1 unreadable or too long"), lines::toString);
        assertTrue(took.toSeconds() < 30, () -> "30,000 adverts took " + took);
    }

    /** Its signature may be wrong: nothing is learnt from it but what is known. */
    @Test
    void aRepeatedAdvertTellsOfTheKnownAddressAgain() throws Exception {
        air.carries(advert(CERT, ALICE, 1, now).bytes());
        assertTrue(told.poll(10, TimeUnit.SECONDS) != null);
        byte[] again = advert(CERT, ALICE, 1, now.plusSeconds(60)).bytes();
        again[again.length - 1] ^= 1;
        assertTrue(tellsAgain(again));
        air.carries(advert(CERT, ALICE, 2, now.plusSeconds(30)).bytes());
        assertEquals(List.of("192.0.2.1", "192.0.2.2"), hosts(), "and its sequence counts for nothing");
    }

    /** Not while the address is still being told: then it is dropped, as it will be heard of again. */
    private boolean tellsAgain(byte[] advert) throws InterruptedException {
        for (int turn = 0; turn < 100; turn++) {
            air.carries(advert);
            if (told.poll(100, TimeUnit.MILLISECONDS) != null) {
                return true;
            }
        }
        return false;
    }

    @Test
    void ofAFloodNoMoreSignaturesAreCheckedThanAllowed() {
        int before = hosts().size();
        for (int i = 0; i < 1_000; i++) {
            air.carries(advert(CERT, ALICE, i % 250 + 1, now.plusMillis(i)).bytes());
        }
        assertEquals(0, before);
        assertEquals(2 * AdvertGate.MEMBERS_A_SECOND, hosts().size());
        now = now.plusSeconds(1);
        for (int i = 0; i < 1_000; i++) {
            air.carries(
                    advert(CERT, ALICE, i % 250 + 1, now.plusMillis(2_000 + i)).bytes());
        }
        assertEquals(2 * AdvertGate.MEMBERS_A_SECOND + 0, hosts().size(), "the same addresses, of fifty more");
    }

    @Test
    void whoSpeaksWithThisDevicesKeyRaisesOneAlarm() {
        byte[] own = air.own.get();
        now = now.plusSeconds(1);
        air.carries(own);
        assertEquals(List.of(), alarms, "an own advert that comes back");
        air.carries(advert(OWN, signer(4), 77, now.minusSeconds(60)).bytes());
        assertEquals(List.of(), alarms, "of this machine before its last start");
        byte[] forged = advert(OWN, signer(4), 66, now).bytes();
        forged[forged.length - 1] ^= 1;
        air.carries(forged);
        assertEquals(List.of(), alarms, "anybody can write this machine's key");

        Advert twin = advert(OWN, signer(4), 66, now);
        air.carries(twin.bytes());
        air.carries(twin.bytes());
        assertEquals(List.of(twin), alarms);
        now = now.plus(Duration.ofHours(1));
        air.carries(advert(OWN, signer(4), 66, now).bytes());
        assertEquals(2, alarms.size());
        assertEquals(List.of(), hosts(), "and nobody dials it");
    }

    @Test
    void whoNamesThisOwnerWithAnotherKeyIsNotDialled() {
        air.carries(advert(certificate(3, signer(7)), signer(7), 5, now).bytes());
        assertEquals(List.of(), hosts());
        assertEquals(List.of(), alarms, "anybody can sign that");
    }

    /** R21: restarted where neither multicast nor a broker answers. */
    @Test
    @Tag("R21")
    void membersAreKnownAfterARestart() throws Exception {
        air.carries(advert(CERT, ALICE, 1, now).bytes());
        listed.remove(MALLORYS.owner());
        air.carries(advert(MALLORYS, signer(6), 2, now).bytes());
        desk.close();
        told.clear();

        now = now.plus(Duration.ofDays(3));
        desk = desk();
        desk.recall();
        assertEquals(List.of("192.0.2.1"), hosts(), "the member, and not who is no member");
        assertEquals(
                new AdvertDesk.Heard(new NodeAddress("192.0.2.1", 7610), Optional.of(CERT.owner())),
                told.poll(10, TimeUnit.SECONDS));
        air.carries(advert(CERT, ALICE, 3, now.minus(Duration.ofDays(3))).bytes());
        assertEquals(List.of("192.0.2.1"), hosts(), "an old one is not believed again");

        told.clear();
        now = now.plus(Duration.ofMinutes(5));
        desk.tend();
        assertEquals(1, List.of(told.poll(10, TimeUnit.SECONDS)).size());
    }

    @Test
    void aMemberThatLeftTheRosterIsNotRecalled() {
        air.carries(advert(CERT, ALICE, 1, now).bytes());
        desk.close();
        listed.clear();
        desk = desk();
        desk.recall();
        assertEquals(List.of(), hosts());
    }

    @Test
    void whatIsNewIsNotedSoonWithoutBeingStopped() {
        air.carries(advert(CERT, ALICE, 1, now).bytes());
        desk.tend();
        assertEquals(List.of(), new AdvertCache(home).load(now));
        now = now.plusSeconds(20);
        desk.tend();
        assertEquals(1, new AdvertCache(home).load(now).size());
    }
}
