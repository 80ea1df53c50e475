// SPDX-License-Identifier: EPL-2.0
package org.holdfast.cli;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;

/** Stops nodes in order. */
public final class Stopping {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private Stopping() {}

    /** Asks a node to stop; the answer is its process, to be waited for. Empty if none runs. */
    public static Optional<ProcessHandle> ask(Home home) {
        Optional<Home.Door> door = home.door();
        if (door.isEmpty()) {
            return Optional.empty();
        }
        NodeClient.of(home).call("POST", "/v1/stop", Map.of(), null);
        return ProcessHandle.of(door.get().pid());
    }

    /** @throws HoldfastException TIMED_OUT if the process does not end */
    public static void await(Home home, ProcessHandle process) throws InterruptedException {
        try {
            process.onExit().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException e) {
            throw new HoldfastException(
                    ErrorCode.TIMED_OUT,
                    home.path().toString(),
                    "The node in " + home.path() + " (process " + process.pid() + ") did not stop within "
                            + PATIENCE.toSeconds() + " s.",
                    e);
        }
    }
}
