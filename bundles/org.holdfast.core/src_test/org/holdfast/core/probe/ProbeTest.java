// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.holdfast.core.Reply;
import org.holdfast.core.support.Duet;
import org.holdfast.core.support.People;
import org.holdfast.core.support.Script;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.holdfast.model.Id32;
import org.holdfast.model.OwnerId;
import org.holdfast.spi.policy.MeasuredBandwidth;
import org.holdfast.wire.Limits;
import org.holdfast.wire.NegotiationMessage.ProbeData;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class ProbeTest {
    private static final Instant NOW = People.NOW;
    private static final long MS = 1_000_000;

    private final Duet<Reply<Integer>, ProbeSource.Outcome> duet = new Duet<>();
    private final ProbeAllowance allowance = new ProbeAllowance();
    private final Script<Prober.Arrived, Void> prober = new Script<>(arrived -> Optional.empty());
    private final Script<ProbeSource.Admit, Void> source = new Script<>(admit -> {
        allowance.take(People.ALICE.id(), NOW);
        return Optional.empty();
    });

    private Duet.Side<Reply<Integer>> play(int bytes) {
        Duet.Side<Reply<Integer>> left = duet.left(new Prober(bytes), prober);
        duet.right(new ProbeSource(People.filled(7, Limits.PROBE_PIECE)), source);
        duet.play();
        return left;
    }

    @Test
    @Tag("R11")
    void twoMebibytesComeInPiecesAndEachIsTimed() {
        assertEquals(new Reply.Answered<>(Limits.PROBE), play(Limits.PROBE).outcome());
        assertEquals(64, prober.count(Prober.Arrived.class));
        assertEquals(
                Limits.PROBE,
                prober.asked.stream().mapToInt(Prober.Arrived::bytes).sum());
    }

    @Test
    void theLastPieceIsAsLongAsIsLeft() {
        assertEquals(
                new Reply.Answered<>(Limits.PROBE_PIECE + 1),
                play(Limits.PROBE_PIECE + 1).outcome());
        assertEquals(List.of(new Prober.Arrived(Limits.PROBE_PIECE), new Prober.Arrived(1)), prober.asked);
    }

    @Test
    @Tag("R11")
    void whatCameInTimeCountsOnASlowLink() {
        int[] passed = {0};
        duet.losing(message -> message instanceof ProbeData && ++passed[0] > 3);
        Duet.Side<Reply<Integer>> left = play(Limits.PROBE);
        left.elapse();
        assertEquals(new Reply.Answered<>(3 * Limits.PROBE_PIECE), left.outcome());
    }

    @Test
    void nothingInTimeIsSilenceAndNoMeasure() {
        duet.losing(ProbeData.class::isInstance);
        Duet.Side<Reply<Integer>> left = play(Limits.PROBE);
        left.elapse();
        assertEquals(new Reply.Silent<>(ErrorCode.TIMED_OUT), left.outcome());
    }

    @Test
    void nobodyCanHaveBytesSentForEver() {
        for (int i = 0; i < ProbeAllowance.OF_ONE; i++) {
            assertInstanceOf(Reply.Answered.class, play(1).outcome());
        }
        assertEquals(
                ErrorCode.BUSY,
                assertInstanceOf(Reply.Refused.class, play(1).outcome()).code());
    }

    @Test
    void theAllowanceComesBackAndIsSharedByAll() {
        OwnerId alice = People.ALICE.id();
        for (int i = 0; i < ProbeAllowance.OF_ONE; i++) {
            allowance.take(alice, NOW);
        }
        Instant later = NOW.plus(ProbeAllowance.WINDOW);
        assertThrows(HoldfastException.class, () -> allowance.take(alice, later.minusMillis(1)));
        allowance.take(alice, later);
        for (int i = 1; i < ProbeAllowance.OF_ALL; i++) {
            allowance.take(new OwnerId(new Id32(0, 0, 0, i)), later);
        }
        assertThrows(HoldfastException.class, () -> allowance.take(People.BOB.id(), later));
        allowance.take(People.BOB.id(), later.minus(Duration.ofDays(1)));
    }

    /** Half of it at once, then a pause, then the rest at once. */
    @Test
    @Tag("R11")
    void aLinkThatIsGoodInBurstsAndBadOnAverageIsFoundOut() {
        List<Speed.Arrival> bursts = new ArrayList<>();
        for (int i = 0; i <= 64; i++) {
            long pause = i > 32 ? 60_000 * MS : 0;
            bursts.add(new Speed.Arrival(i * MS / 10 + pause, Limits.PROBE_PIECE));
        }
        MeasuredBandwidth measured = Speed.of(bursts, bursts.getLast().nanos()).orElseThrow();
        assertEquals(279, measured.averageKbit(), "2 MiB in a minute");
        assertEquals(34, measured.leastKbit(), "a window with the pause in it");
    }

    @Test
    void aSteadyLinkHasOneSpeed() {
        List<Speed.Arrival> steady = new ArrayList<>();
        for (int i = 0; i <= 64; i++) {
            steady.add(new Speed.Arrival(i * 10 * MS, Limits.PROBE_PIECE));
        }
        assertEquals(Optional.of(new MeasuredBandwidth(26_214, 26_214)), Speed.of(steady, 640 * MS));
    }

    @Test
    void timeInWhichNothingMoreCameCounts() {
        List<Speed.Arrival> two = List.of(new Speed.Arrival(0, 1), new Speed.Arrival(MS, 125_000));
        assertEquals(1_000_000, Speed.of(two, 0).orElseThrow().averageKbit());
        assertEquals(100, Speed.of(two, 10_000 * MS).orElseThrow().averageKbit());
        assertEquals(Optional.empty(), Speed.of(two.subList(0, 1), 10_000 * MS));
    }

    @Test
    @Tag("R11")
    void theAverageOfRealTrafficFallsBelowWhatIsAgreed() {
        Traffic traffic = Traffic.NONE.plus(20 << 20, Duration.ofSeconds(100), 1000, NOW);
        assertEquals(Optional.of(1677L), traffic.averageKbit());
        assertEquals(Optional.empty(), traffic.shortSince());
        Instant slow = NOW.plus(Duration.ofHours(1));
        traffic = traffic.plus(20 << 20, Duration.ofSeconds(1000), 1000, slow);
        assertEquals(Optional.of(slow), traffic.shortSince());
        Instant tomorrow = slow.plus(Traffic.LONG_ENOUGH);
        assertEquals(false, traffic.hasFallen(tomorrow.minusMillis(1)));
        assertTrue(traffic.hasFallen(tomorrow));
        assertEquals(traffic, Traffic.decode(traffic.encoded()));
        assertEquals(false, traffic.settled().hasFallen(tomorrow));
        Traffic fast = traffic.plus(1 << 30, Duration.ofSeconds(1000), 1000, tomorrow);
        assertEquals(Optional.empty(), fast.shortSince());
    }

    @Test
    void oldTrafficCountsLess() {
        Traffic old = Traffic.NONE.plus(64 << 20, Duration.ofSeconds(64), 0, NOW);
        Traffic later = old.plus(0, Duration.ZERO, 0, NOW.plus(Duration.ofDays(14)));
        assertEquals(16 << 20, later.bytes());
        assertEquals(old.averageKbit(), later.averageKbit());
        Traffic back = old.plus(0, Duration.ZERO, 0, NOW.minus(Duration.ofDays(14)));
        assertEquals(old.bytes(), back.bytes(), "a clock that went back decays nothing");
    }

    @Test
    void littleTrafficSaysNothing() {
        Traffic little = Traffic.NONE.plus(1 << 20, Duration.ofDays(1), 1000, NOW);
        assertEquals(Optional.empty(), little.averageKbit());
        assertEquals(Optional.empty(), little.shortSince());
    }
}
