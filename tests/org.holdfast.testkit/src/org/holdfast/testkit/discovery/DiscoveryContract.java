// SPDX-License-Identifier: EPL-2.0
package org.holdfast.testkit.discovery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.holdfast.model.Bytes;
import org.holdfast.spi.discovery.Discovery;
import org.holdfast.spi.discovery.Scope;
import org.holdfast.spi.discovery.Sighting;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The promises of {@link Discovery} and its sessions. Two of them look in the same place, as two nodes would. */
@Timeout(60)
public abstract class DiscoveryContract {
    private static final Duration AT_ONCE = Duration.ofSeconds(5);
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration MOMENT = Duration.ofMillis(100);
    private static final int LONGEST = 700;

    private final List<Discovery.Session> opened = new ArrayList<>();
    private final BlockingQueue<Sighting> heard = new LinkedBlockingQueue<>();
    private Scope scope;

    /** One that finds something: another session in the same scope, or whatever it looks at. */
    protected abstract Discovery discovery();

    /** Where to look in one test; neither another test nor a node on this machine is heard there. */
    protected abstract Scope scope();

    @BeforeEach
    void choose() {
        scope = scope();
    }

    @AfterEach
    void close() {
        opened.forEach(Discovery.Session::close);
    }

    private Discovery.Session open(Supplier<byte[]> advert, Consumer<Sighting> listener) {
        Discovery.Session session = discovery().open(scope, advert, listener);
        opened.add(session);
        return session;
    }

    private Discovery.Session other() {
        return open(() -> advert(2), sighting -> {});
    }

    /** As long as one may be. */
    private static byte[] advert(int number) {
        byte[] advert = new byte[LONGEST];
        advert[0] = (byte) number;
        return advert;
    }

    private Optional<Sighting> heardWithin(Duration time) throws InterruptedException {
        return Optional.ofNullable(heard.poll(time.toMillis(), TimeUnit.MILLISECONDS));
    }

    private Sighting heard() throws InterruptedException {
        return heardWithin(PATIENCE).orElseThrow(() -> new AssertionError("nothing was heard"));
    }

    @Test
    void itsIdIsAWordThatPeopleCanType() {
        assertTrue(
                discovery().id().matches("[a-z][a-z0-9-]{2,31}"),
                () -> "the id is '" + discovery().id() + "'");
        assertEquals(discovery().id(), discovery().id());
    }

    @Test
    void openingReturnsAtOnce() {
        assertTimeout(AT_ONCE, () -> open(() -> advert(1), heard::add));
    }

    @Test
    void othersAreHeardAndNotOneself() throws InterruptedException {
        open(() -> advert(1), heard::add).query();
        other().query();
        assertPlausible(found());
        for (int moments = 0; moments < 5; moments++) {
            heardWithin(MOMENT).ifPresent(DiscoveryContract::assertPlausible);
        }
    }

    /** Somebody, not only a question. */
    private Sighting found() throws InterruptedException {
        Sighting sighting = heard();
        while (sighting instanceof Sighting.Query) {
            sighting = heard();
        }
        return sighting;
    }

    private static void assertPlausible(Sighting sighting) {
        switch (sighting) {
            case Sighting.Advert(Bytes bytes) -> assertEquals(Bytes.of(advert(2)), bytes);
            case Sighting.Address(var address) -> assertTrue(address.port() > 0, address::toString);
            case Sighting.Query query -> {}
        }
    }

    @Test
    void whoHasNothingToSayYetHearsTheOthers() throws InterruptedException {
        open(() -> new byte[0], heard::add).query();
        other().query();
        assertPlausible(found());
    }

    @Test
    void anAdvertThatCannotBeMadeEndsNothing() throws InterruptedException {
        Supplier<byte[]> broken = () -> {
            throw new IllegalStateException("planted by the contract");
        };
        assertIsHeardAgain(open(broken, heard::add), other());
    }

    @Test
    void aListenerThatFailsEndsNothing() throws InterruptedException {
        Consumer<Sighting> broken = sighting -> {
            heard.add(sighting);
            throw new IllegalStateException("planted by the contract");
        };
        assertIsHeardAgain(open(() -> advert(1), broken), other());
    }

    private void assertIsHeardAgain(Discovery.Session one, Discovery.Session other) throws InterruptedException {
        for (int times = 0; times < 3; times++) {
            one.query();
            other.query();
            heard();
        }
    }

    @Test
    void nothingIsHeardOnceItIsClosed() throws InterruptedException {
        Discovery.Session session = open(() -> advert(1), heard::add);
        Discovery.Session other = other();
        other.query();
        heard();
        session.close();
        heard.clear();
        other.query();
        assertEquals(Optional.empty(), heardWithin(MOMENT));
    }

    @Test
    void closingAgainAndAskingAfterwardsDoNothing() throws InterruptedException {
        Discovery.Session session = open(() -> advert(1), heard::add);
        session.close();
        session.close();
        heard.clear();
        session.query();
        assertEquals(Optional.empty(), heardWithin(MOMENT));
    }

    /** Whoever gives up before it has begun. */
    @Test
    void oneThatNeverCameToSpeakCanBeClosed() {
        assertTimeout(PATIENCE, () -> open(() -> advert(1), heard::add).close());
    }
}
