// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.holdfast.node.rollback.Watch;
import org.holdfast.node.rollback.WatchFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When a change of plug-ins is looked at, and when it is taken back. */
@Tag("R64")
class RollbackDeskTest {
    private static final String TROUBLE = "com.example.fresh does not come up";

    @TempDir
    Path folder;

    private final List<String> failures = new ArrayList<>();
    private TestConfederation all;
    private Node node;
    private WatchFile file;

    @BeforeEach
    void start() {
        all = new TestConfederation(folder, 1);
        all.owner().start();
        node = all.owner().node();
        file = new WatchFile(node.home().resolve("rollback"));
    }

    @AfterEach
    void stop() {
        all.close();
    }

    private RollbackDesk desk() {
        TestPlugins plugins = new TestPlugins(folder.resolve("plugins"));
        return new RollbackDesk(node, new Plugins(plugins, plugins, () -> List.copyOf(failures)));
    }

    private Watch.Phase phase() {
        return file.read().orElseThrow().phase();
    }

    @Test
    void aChangeThatHarmsIsTakenBackWhenTwoLooksHaveSeenIt() {
        RollbackDesk desk = desk();
        assertTrue(desk.during("a change", () -> failures.add(TROUBLE)));
        desk.look();
        assertEquals(Watch.Phase.WATCHING, phase());
        desk.look();
        assertEquals(Watch.Phase.ROLLED_BACK, phase());
        assertTrue(
                desk.warning().orElseThrow().contains(TROUBLE),
                () -> desk.warning().toString());
    }

    /** Plug-ins come up after the node. */
    @Test
    void rightAfterAStartWhatSeemsToBeMissingIsOnlyLate() {
        file.write(new Watch(Watch.Phase.WATCHING, 1, "a change before the start", Set.of(), Set.of(), ""));
        failures.add(TROUBLE);
        RollbackDesk desk = desk();
        for (int looks = 0; looks < 3; looks++) {
            desk.look();
        }
        assertEquals(Watch.Phase.WATCHING, phase());
    }
}
