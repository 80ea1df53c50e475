// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.service;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.holdfast.node.control.EventReport;
import org.holdfast.node.control.SourceReport;
import org.holdfast.node.control.SourceRequest;
import org.holdfast.node.control.StatusReport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A whole node that backs up by itself, on a clock that can be moved on. */
class ScheduledBackupTest {
    /** Where a mapped file is written without a trace in its times. */
    private static final Path MEMORY = Path.of("/dev/shm");

    private static final Duration DAY = Duration.ofDays(1);

    @TempDir
    Path folder;

    private final ShiftedClock time = new ShiftedClock();
    private TestConfederation all;
    private TestNode owner;

    @BeforeEach
    void start() {
        all = new TestConfederation(folder, 4);
        all.owner().clock(time.whole()).set(Setting.SETTLE_SECONDS, 0).set(Setting.BACKUP_SCHEDULE, "daily");
        owner = all.start("2+1").owner();
    }

    @AfterEach
    void stop() {
        all.close();
    }

    private int snapshots() {
        return owner.control().snapshots().size();
    }

    private void awaitSnapshots(int number) {
        Await.until(
                number + " snapshots",
                () -> snapshots() >= number && owner.node().owner().running().isEmpty());
        assertEquals(number, snapshots());
    }

    private void nextDay(int number) {
        time.forward(DAY);
        awaitSnapshots(number);
    }

    private SourceReport source(Path path) {
        return owner.control().sources().stream()
                .filter(each -> each.path().equals(path.toString()))
                .findFirst()
                .orElseThrow();
    }

    private void add(Path path, String schedule) {
        owner.control().addSource(new SourceRequest(path.toString(), List.of(), false).scheduled(schedule));
    }

    @Test
    @Tag("R22")
    @Tag("R24")
    void aNodeBacksUpAtOnceAndThenEveryDayAndSaysWhen() {
        Path data = folder.resolve("data");
        Data.random(data.resolve("a"), 100_000, 1);
        owner.source(data);
        awaitSnapshots(1);
        Await.until("the next one is planned", () -> source(data).lastRun().isPresent());
        SourceReport report = source(data);
        assertEquals("every 1d", report.schedule());
        assertEquals(report.lastRun().orElseThrow().plus(DAY), report.nextRun().orElseThrow());
        assertEquals("its time has not come", report.waits());
        StatusReport status = owner.control().status();
        assertEquals(report.nextRun(), status.nextBackup());
        assertTrue(status.safe(), status.reasons().toString());

        Data.random(data.resolve("b"), 50_000, 2);
        nextDay(2);
        assertTrue(owner.listed().contains(data.resolve("b").toString()));
        owner.stop();
        time.forward(DAY.multipliedBy(3));
        owner.start();
        awaitSnapshots(3); // of three that were missed one is made up for
    }

    private boolean says(String words) {
        return owner.control().status().reasons().stream().anyMatch(each -> each.contains(words));
    }

    @Test
    @Tag("R22")
    void aBackupWaitsForPartnersIsToldAsOverdueAndIsMadeWhenTheyAreBack() {
        Path data = folder.resolve("data");
        Data.random(data.resolve("a"), 1000, 1);
        owner.source(data);
        awaitSnapshots(1);
        all.partners().forEach(TestNode::stop);
        time.forward(DAY.multipliedBy(4));
        Await.until("it is overdue", () -> says("the backup of " + data + " is overdue since "));
        assertTrue(says("partners on 0 of 3 machines can be reached"));
        assertTrue(source(data).overdue());
        assertEquals("WARN", health());
        assertEquals(1, snapshots());
        all.partners().forEach(TestNode::start);
        awaitSnapshots(2);
        Await.until("all is well", () -> !says("overdue"));
        assertEquals("OK", health());
        List<EventReport> told = new ArrayList<>();
        owner.control().events(0, false, told::add);
        assertEquals(
                1,
                told.stream()
                        .filter(each -> each.event().equals("BACKUP_OVERDUE"))
                        .count());
    }

    private String health() {
        return new InspectionDesk(owner.node(), Optional.empty())
                .checks().stream()
                        .filter(each -> each.check().equals("backups"))
                        .findFirst()
                        .orElseThrow()
                        .status();
    }

    /** What is backed up weekly is no worse on the sixth day than on the first; what nobody backs up is. */
    @Test
    @Tag("R22")
    @Tag("G")
    void theHealthCheckJudgesASourceByItsSchedule() {
        Path data = folder.resolve("data");
        Data.random(data.resolve("a"), 1000, 1);
        add(data, "every 7d");
        awaitSnapshots(1);
        Await.until("it is noted", () -> source(data).lastRun().isPresent());
        assertEquals("OK", health());
        time.forward(DAY.multipliedBy(6));
        assertEquals("OK", health());
        owner.control().scheduleSource(data.toString(), "manual");
        assertEquals("WARN", health());
    }

    @Test
    @Tag("R22")
    void schedulesAreSetKeptAndTakenBack() {
        Path data = folder.resolve("data");
        Data.random(data.resolve("a"), 1000, 1);
        add(data, "manual");
        assertEquals("manual", source(data).schedule());
        assertEquals(
                "30 21 * * mon",
                owner.control().scheduleSource(data.toString(), "30 21 * * mon").schedule());
        awaitSnapshots(1);
        owner.stop();
        owner.start();
        assertEquals("30 21 * * mon", source(data).schedule());
        assertEquals(
                "every 1d",
                owner.control().scheduleSource(data.toString(), "default").schedule());
        assertEquals(ErrorCode.USAGE, refused(data.toString(), "now and then"));
        assertEquals(ErrorCode.SOURCE_UNKNOWN, refused(folder.toString(), "daily"));
        assertThrows(HoldfastException.class, () -> add(folder.resolve("data"), "61 * * * *"));
        assertEquals("every 1d", source(data).schedule(), "a wrong wish changes nothing");
    }

    private ErrorCode refused(String path, String schedule) {
        return assertThrows(HoldfastException.class, () -> owner.control().scheduleSource(path, schedule))
                .code();
    }

    /** Changes a byte through a mapping: on a file system in memory neither size nor times tell. */
    private static void changeUnseen(Path file) throws IOException {
        Object before = Files.getAttribute(file, "unix:ctime");
        try (FileChannel open = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            var mapped = open.map(FileChannel.MapMode.READ_WRITE, 0, 1);
            mapped.put(0, (byte) (mapped.get(0) ^ 1));
            mapped.force();
        }
        assumeTrue(before.equals(Files.getAttribute(file, "unix:ctime")), "this file system notes the change");
    }

    private byte[] restored(Path file, String to) throws IOException {
        owner.restore(folder.resolve(to));
        return Files.readAllBytes(Data.restored(folder.resolve(to), file));
    }

    private static void remove(Path file) throws IOException {
        Files.deleteIfExists(file);
        Files.delete(file.getParent());
    }

    @Test
    @Tag("R24")
    void whatChangedWithoutATraceIsFoundWhenEverythingIsReadAgain() throws IOException {
        assumeTrue(Files.isDirectory(MEMORY));
        owner.set(Setting.REREAD_DAYS, 3);
        Path file = Files.createTempDirectory(MEMORY, "holdfast").resolve("file");
        try {
            byte[] old = Files.readAllBytes(Data.random(file, 300_000, 4));
            time.forward(Duration.ofMinutes(1)); // else its times would be too new to be believed
            owner.source(file.getParent());
            awaitSnapshots(1);
            changeUnseen(file);
            nextDay(2);
            assertArrayEquals(old, restored(file, "day1"), "a daily backup looks at times and sizes");
            nextDay(3);
            nextDay(4);
            assertArrayEquals(Files.readAllBytes(file), restored(file, "day3"));
            assertFalse(java.util.Arrays.equals(old, Files.readAllBytes(file)));
        } finally {
            remove(file);
        }
    }

    @Test
    @Tag("R22")
    void aSourceThatIsNotDueStaysAsItWasAndIsNotTakenForNewer() throws IOException {
        assumeTrue(Files.isDirectory(MEMORY));
        Path data = folder.resolve("data");
        Data.random(data.resolve("a"), 1000, 1);
        Path file = Files.createTempDirectory(MEMORY, "holdfast").resolve("file");
        try {
            add(data, "manual");
            add(file.getParent(), "manual");
            byte[] old = Files.readAllBytes(Data.random(file, 300_000, 4));
            owner.backup();
            changeUnseen(file); // so soon after the scan that only the time of that scan says that it must be read
            owner.control().scheduleSource(data.toString(), "daily");
            nextDay(2);
            assertArrayEquals(old, restored(file, "kept"));
            assertTrue(owner.listed().contains(data.resolve("a").toString()));
            owner.backup();
            assertArrayEquals(Files.readAllBytes(file), restored(file, "read"));
        } finally {
            remove(file);
        }
    }

    /** All hours of the week but the one that is farthest from now. */
    private static String nearlyAlways() {
        int free =
                (InstantSource.system().instant().atZone(ZoneId.systemDefault()).getHour() + 12) % 24;
        return "Mo-Su " + (free == 0 ? "" : "00:00-%02d:00".formatted(free)) + (free == 0 || free == 23 ? "" : ",")
                + (free == 23 ? "" : "%02d:00-24:00".formatted(free + 1));
    }

    @Test
    @Tag("R22")
    void quietHoursHoldABackupThatRunsUntilSomebodyWantsIt() {
        Path data = folder.resolve("data");
        Data.random(data.resolve("a"), 40_000_000, 1);
        owner.set(Setting.SEND_RATES, "always=4000");
        owner.source(data);
        Await.until("it runs", () -> owner.node().owner().running().isPresent());
        owner.set(Setting.QUIET_HOURS, nearlyAlways());
        Await.until("it is held", () -> source(data).waits().contains("stands still: these are quiet hours"));
        assertTrue(owner.node().owner().running().isPresent(), "at this rate it takes two minutes");
        owner.set(Setting.SEND_RATES, "");
        LockSupport.parkNanos(Duration.ofSeconds(3).toNanos());
        assertEquals(0, snapshots());
        assertEquals("FULL", owner.backup().state());
        assertEquals(1, snapshots(), "it was the same");
    }

    @Test
    void aSourceThatWasNeverBackedUpStaysOutUntilItIsDue() {
        Path data = folder.resolve("data");
        Path byHand = folder.resolve("by hand");
        Data.random(data.resolve("a"), 1000, 1);
        Data.random(byHand.resolve("b"), 1000, 2);
        add(byHand, "manual");
        owner.source(data);
        awaitSnapshots(1);
        assertFalse(owner.listed().contains(byHand.resolve("b").toString()));
        assertEquals(2, owner.backup().files());
    }
}
