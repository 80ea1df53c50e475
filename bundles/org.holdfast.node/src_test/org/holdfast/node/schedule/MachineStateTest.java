// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.holdfast.node.clock.NodeClock;
import org.holdfast.node.schedule.UserActivity.State;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What a machine says of its power supply and of who works at it. */
class MachineStateTest {
    @TempDir
    private Path folder;

    private void supply(String name, String file, String value) throws IOException {
        Path supply = Files.createDirectories(folder.resolve(name));
        Files.writeString(supply.resolve(file), value + "\n");
    }

    private boolean isOnBattery() {
        return new PowerSupply(folder).isOnBattery();
    }

    @Test
    void aLaptopIsOnItsBatteryWhileThatIsEmptiedAndNothingElseIsOn() throws IOException {
        supply("BAT0", "type", "Battery");
        supply("BAT0", "status", "Discharging");
        supply("AC", "type", "Mains");
        supply("AC", "online", "0");
        assertTrue(isOnBattery());
        supply("AC", "online", "1");
        assertFalse(isOnBattery(), "some batteries discharge a little beside the mains");
        supply("AC", "online", "0");
        supply("BAT0", "status", "Full");
        assertFalse(isOnBattery());
    }

    @Test
    void aMouseIsNoReasonToPause() throws IOException {
        supply("hid-mouse", "type", "Battery");
        supply("hid-mouse", "scope", "Device");
        supply("hid-mouse", "status", "Discharging");
        assertFalse(isOnBattery());
    }

    @Test
    void aMachineOfWhichNothingIsKnownHasMains() throws IOException {
        assertFalse(isOnBattery());
        assertFalse(new PowerSupply(folder.resolve("none")).isOnBattery());
        supply("BAT0", "type", "Battery");
        assertFalse(isOnBattery(), "a battery that says nothing");
    }

    private final AtomicLong nanos = new AtomicLong();

    private UserActivity activity(String... command) {
        NodeClock clock = new NodeClock(InstantSource.system(), nanos::get);
        return new UserActivity(clock, List.of(command), folder);
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void theLoginManagerIsAskedWhetherEverybodyIsIdle() {
        assertEquals(State.ACTIVE, activity("echo", "IdleHint=no").state());
        assertEquals(State.IDLE, activity("echo", "IdleHint=yes").state());
        assertEquals(State.UNKNOWN, activity("echo", "Failed to connect to bus").state());
        assertEquals(State.UNKNOWN, activity("no-such-program-of-anybody").state());
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void anAnswerCountsForHalfAMinute() throws IOException {
        Path answer = Files.writeString(folder.resolve("answer"), "IdleHint=no");
        UserActivity asked = activity("cat", answer.toString());
        assertEquals(State.ACTIVE, asked.state());
        Files.writeString(answer, "IdleHint=yes");
        nanos.addAndGet(Duration.ofSeconds(30).toNanos());
        assertEquals(State.ACTIVE, asked.state());
        nanos.addAndGet(Duration.ofSeconds(1).toNanos());
        assertEquals(State.IDLE, asked.state());
    }

    @Test
    void whereThereIsNoLoginManagerNothingIsRun() {
        NodeClock clock = new NodeClock(InstantSource.system(), nanos::get);
        assertEquals(
                State.UNKNOWN, new UserActivity(clock, List.of("echo", "IdleHint=no"), folder.resolve("none")).state());
    }
}
