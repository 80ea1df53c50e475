// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.service;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.holdfast.node.control.ProblemReport;
import org.holdfast.node.control.RecoverRequest;
import org.holdfast.node.control.RestoreRequest;
import org.holdfast.node.control.RestoredReport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A restore never writes into the node's own data folder, whichever way it gets there; the rest is restored. */
@DisabledOnOs(OS.WINDOWS)
@Timeout(120)
@Tag("R54")
class OwnFolderRestoreTest {
    @TempDir
    Path folder;

    private Path data;
    private Path above;
    private Path home;
    private TestConfederation all;
    private TestNode owner;

    /** The data have a folder of the same name as the node's, and the node's lies where a restore would bring it. */
    @BeforeEach
    void backUp() throws IOException {
        data = folder.resolve("data");
        above = folder.resolve("above");
        all = new TestConfederation(Data.restored(above, data), 3);
        owner = all.owner();
        home = owner.home();
        Data.random(data.resolve(home.getFileName()).resolve("identity/node.keys"), 1000, 1);
        Data.random(data.resolve("file"), 1000, 2);
        all.start("1+1");
        owner.source(data).backup();
    }

    @AfterEach
    void stop() {
        all.close();
    }

    private RestoredReport restore(String to, boolean dry) {
        return owner.control()
                .restore(new RestoreRequest("latest", Optional.empty(), to, true, false, dry), progress -> {});
    }

    private void refused(ErrorCode code, String to) {
        for (boolean dry : new boolean[] {false, true}) {
            HoldfastException no = assertThrows(HoldfastException.class, () -> restore(to, dry));
            assertEquals(code, no.code(), String.valueOf(no.getMessage()));
        }
        HoldfastException no = assertThrows(
                HoldfastException.class,
                () -> owner.control()
                        .recover(new RecoverRequest(to, List.of(), false, Optional.empty()), progress -> {}));
        assertEquals(code, no.code(), String.valueOf(no.getMessage()));
    }

    @Test
    void whatLiesInTheDataFolderIsNoPlaceForARestore() throws IOException {
        refused(ErrorCode.TARGET_FORBIDDEN, home.toString());
        refused(ErrorCode.TARGET_FORBIDDEN, home + "/");
        refused(ErrorCode.TARGET_FORBIDDEN, home.resolve("etc").toString());
        refused(ErrorCode.TARGET_FORBIDDEN, home.resolve("new/newer").toString());
        Path link = Files.createSymbolicLink(folder.resolve("link"), home.resolve("identity"));
        refused(ErrorCode.TARGET_FORBIDDEN, link.toString());
        refused(ErrorCode.TARGET_FORBIDDEN, link.resolve("new").toString());
        assertFalse(Files.exists(home.resolve("new")));
    }

    /** From there nothing can be followed upwards any more. */
    @Test
    void aPathThatIsTooLongToBeFollowedIsNotBelieved() {
        for (int length = 4080; length <= 4090; length++) {
            int dots = length - home.toString().length() - "/etc".length();
            String padded = home + (dots % 2 == 0 ? "" : "/") + "/.".repeat(dots / 2) + "/etc";
            refused(ErrorCode.TARGET_FORBIDDEN, padded);
        }
    }

    @Test
    void aPlaceIsAbsoluteAndGoesNotUp() {
        refused(ErrorCode.USAGE, "back");
        refused(ErrorCode.USAGE, folder + "/../" + folder.getFileName() + "/back");
    }

    /** What leads below the place into the data folder is found out only while it is written. */
    @Test
    void aLinkOnTheWayDownIsNoWayAround() throws IOException {
        Path to = Files.createDirectories(folder.resolve("to"));
        Path parent = Data.restored(to, data).getParent();
        Files.createDirectories(parent.getParent());
        Files.createSymbolicLink(parent, home);
        HoldfastException no = assertThrows(HoldfastException.class, () -> restore(to.toString(), false));
        assertEquals(ErrorCode.TARGET_FORBIDDEN, no.code());
        assertFalse(Files.exists(home.resolve("data")));
    }

    @Test
    void fromAboveItIsLeftOutAndToldOfAndTheRestIsRestored() throws IOException {
        byte[] before = Files.readAllBytes(home.resolve("identity/node.keys"));
        RestoredReport report = restore(above.toString(), false);
        assertEquals(
                List.of("TARGET_FORBIDDEN"),
                report.problems().stream().map(ProblemReport::code).toList());
        assertEquals(
                data.resolve(home.getFileName()).toString(),
                report.problems().getFirst().path());
        assertArrayEquals(before, Files.readAllBytes(home.resolve("identity/node.keys")));
        assertTrue(Files.exists(Data.restored(above, data).resolve("file")));
    }
}
