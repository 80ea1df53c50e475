// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.holdfast.core.track.Experience;
import org.holdfast.core.track.Repute;
import org.holdfast.node.track.Tracking;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real nodes on a network in memory: what they see of each other, and tell each other. */
class TrackingTest {
    @TempDir
    Path folder;

    private TestConfederation all;
    private TestNode owner;

    @BeforeEach
    void start() {
        all = new TestConfederation(folder, 4).start("1+2");
        owner = all.owner();
    }

    @AfterEach
    void stop() {
        all.close();
    }

    private static Tracking tracking(TestNode node) {
        return node.node().partnership().orElseThrow().tracking();
    }

    private Repute ownersOf(int node) {
        return tracking(owner).of(all.node(node).owner());
    }

    private int wrong() {
        return ownersOf(1).own().wrong()
                + ownersOf(2).own().wrong()
                + ownersOf(3).own().wrong();
    }

    /** Two say that the owner reneged on them; the third hears it from the owner, who hands on what is said. */
    @Test
    @Tag("R14")
    void whatIsSaidOfANodeReachesThoseWhoNeverDealtWithTheReporters() {
        for (int reporter = 1; reporter <= 2; reporter++) {
            Tracking tracking = tracking(all.node(reporter));
            tracking.note(
                    new Experience.Reneged(owner.owner(), owner.node().clock().instant()));
            tracking.round();
        }
        Tracking third = tracking(all.node(3));
        Await.until("the third has heard both", () -> {
            tracking(owner).round();
            third.round();
            return third.of(owner.owner()).accusers() == 2;
        });
        Repute heard = third.of(owner.owner());
        assertEquals(Repute.Believed.BELIEVED, heard.accusation());
        assertEquals(2, heard.reneged());
        var known = TrackDesk.known(
                third, all.node(3).node().partnership().orElseThrow().bandwidths());
        assertEquals(2, known.reputation().apply(owner.owner()).reneged(), "and the criteria hear it");
        assertEquals(0, known.reputation().apply(all.node(1).owner()).reneged());
        assertEquals(0, tracking(all.node(1)).of(all.node(2).owner()).reneged(), "nobody says anything of the others");
    }

    @Test
    @Tag("R14")
    void blocksThatComeBackAreNoted() {
        Path data = folder.resolve("data");
        Data.random(data.resolve("file"), 3_000_000, 1);
        assertEquals("FULL", owner.source(data).backup().state());
        assertEquals(0, owner.restore(folder.resolve("whole")).errors());
        tracking(owner).round();
        int kept = ownersOf(1).own().ok()
                + ownersOf(2).own().ok()
                + ownersOf(3).own().ok();
        assertTrue(kept > 3, "more than the look round tells: " + kept);
        assertEquals(0, wrong());
        for (int node = 1; node <= 3; node++) {
            assertTrue(new Damage(all.node(node), node).payloads().blocks() > 0);
        }
        assertEquals(1, owner.restore(folder.resolve("payloads")).errors());
        assertTrue(wrong() >= 3, "each gave something else than was stored");
        owner.stop();
        owner.start();
        Await.until(
                "it knows its partners again", () -> owner.node().partnership().isPresent());
        assertTrue(
                ownersOf(1).own().ok()
                                + ownersOf(2).own().ok()
                                + ownersOf(3).own().ok()
                        >= kept,
                "nothing is forgotten");
    }

    @Test
    @Tag("R14")
    void aDamagedHeaderIsNoWrongPayload() {
        Path data = folder.resolve("data");
        Data.random(data.resolve("file"), 3_000_000, 1);
        assertEquals("FULL", owner.source(data).backup().state());
        for (int node = 1; node <= 3; node++) {
            new Damage(all.node(node), node).headers();
        }
        assertEquals(0, owner.restore(folder.resolve("headers")).errors());
        assertEquals(0, wrong());
    }

    @Test
    void itIsShownInWords() {
        tracking(owner).round();
        String record = owner.control().partners().getFirst().record();
        assertTrue(record.startsWith("score 0."), record);
        assertTrue(record.contains("1 kept, 0 missed, 0 wrong"), record);
    }
}
