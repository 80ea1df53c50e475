// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.schedule;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether the machine runs on a battery, as Linux says in {@code /sys/class/power_supply}. Where there is no such folder,
 * or nothing in it, the machine counts as one with mains: most of those have no battery, and of the others nobody knows.
 *
 * @param folder the one above, or one like it
 */
public record PowerSupply(Path folder) {
    private static final Logger LOG = LoggerFactory.getLogger(PowerSupply.class);
    private static final Path LINUX = Path.of("/sys/class/power_supply");

    /** Of this machine. */
    public static PowerSupply ofThisMachine() {
        return new PowerSupply(LINUX);
    }

    /** Whether one of the machine's own batteries is being emptied and no other supply is on. */
    public boolean isOnBattery() {
        if (!Files.isDirectory(folder)) {
            return false;
        }
        boolean discharging = false;
        try (DirectoryStream<Path> supplies = Files.newDirectoryStream(folder)) {
            for (Path each : supplies) {
                if (says(each, "online", "1")) {
                    return false;
                }
                discharging |= isOwnBattery(each) && says(each, "status", "Discharging");
            }
        } catch (IOException | DirectoryIteratorException e) {
            LOG.debug("What {} says of the power supply cannot be read: {}", folder, e.getMessage());
            return false;
        }
        return discharging;
    }

    /** A mouse has a battery, too: its scope is a device. */
    private static boolean isOwnBattery(Path supply) {
        return says(supply, "type", "Battery") && !says(supply, "scope", "Device");
    }

    private static boolean says(Path supply, String file, String value) {
        return read(supply.resolve(file)).filter(value::equalsIgnoreCase).isPresent();
    }

    /** A battery may be taken out while it is looked at. */
    private static Optional<String> read(Path file) {
        try {
            return Optional.of(Files.readString(file).strip());
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
