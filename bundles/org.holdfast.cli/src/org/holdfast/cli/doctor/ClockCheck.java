// SPDX-License-Identifier: EPL-2.0
package org.holdfast.cli.doctor;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.jar.JarFile;
import java.util.jar.Manifest;

/** The clock cannot be before this program was built. Against partners' clocks the node compares it. */
final class ClockCheck implements Check {
    /** For a program that does not say when it was built. */
    private static final Instant WRITTEN = Instant.parse("2026-01-01T00:00:00Z");

    private static final DateTimeFormatter QUALIFIER = DateTimeFormatter.ofPattern("yyyyMMddHHmm");

    @Override
    public String name() {
        return "clock";
    }

    @Override
    public List<Finding> look(Patient patient) {
        return List.of(judge(patient.clock().instant(), built().orElse(WRITTEN)));
    }

    Finding judge(Instant now, Instant built) {
        return now.isBefore(built)
                ? Finding.problem(
                        name(),
                        "The clock says " + now + ", before this program was built (" + built + ").",
                        "Set the clock, and keep it right with a time service (systemd-timesyncd, chrony, w32time).")
                : Finding.ok(name(), "The clock says " + now.truncatedTo(ChronoUnit.SECONDS) + ".");
    }

    /** From the last part of the version in the program's own jar. */
    private static Optional<Instant> built() {
        CodeSource source = ClockCheck.class.getProtectionDomain().getCodeSource();
        if (source == null || source.getLocation() == null) { // classes from an archive of the runtime have none
            return Optional.empty();
        }
        Path jar = Path.of(source.getLocation().getPath());
        if (!Files.isRegularFile(jar)) {
            return Optional.empty();
        }
        try (JarFile file = new JarFile(jar.toFile());
                InputStream in = file.getInputStream(file.getEntry(JarFile.MANIFEST_NAME))) {
            return built(new Manifest(in).getMainAttributes().getValue("Bundle-Version"));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** @param version such as {@code 0.1.0.202611291753} */
    static Optional<Instant> built(String version) {
        try {
            return Optional.of(LocalDateTime.parse(version.substring(version.lastIndexOf('.') + 1), QUALIFIER)
                    .toInstant(ZoneOffset.UTC));
        } catch (DateTimeParseException e) {
            return Optional.empty(); // a build for trying out
        }
    }
}
