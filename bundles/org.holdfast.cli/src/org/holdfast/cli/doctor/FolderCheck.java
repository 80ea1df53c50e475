// SPDX-License-Identifier: EPL-2.0
package org.holdfast.cli.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Whether the node can write its folder, and nobody else can read its keys. */
final class FolderCheck implements Check {
    private static final Set<PosixFilePermission> OTHERS = Set.of(
            PosixFilePermission.GROUP_READ,
            PosixFilePermission.GROUP_WRITE,
            PosixFilePermission.OTHERS_READ,
            PosixFilePermission.OTHERS_WRITE);

    @Override
    public String name() {
        return "folder";
    }

    @Override
    public List<Finding> look(Patient patient) {
        Path home = patient.home().path();
        if (!Files.isDirectory(home)) {
            return List.of(Finding.unknown(name(), home + " is not there yet.", ""));
        }
        List<Finding> findings = new ArrayList<>();
        try {
            owner(home).ifPresent(findings::add);
            unwritable(home).ifPresent(findings::add);
            open(home.resolve("identity")).ifPresent(findings::add);
        } catch (IOException e) {
            findings.add(Finding.problem(
                    name(),
                    "The rights of " + home + " cannot be read: " + e.getMessage() + ".",
                    "Run 'holdfast doctor' as the user whose node it is."));
        }
        return findings.isEmpty()
                ? List.of(Finding.ok(name(), home + " can be written, and its keys are private."))
                : findings;
    }

    private Optional<Finding> owner(Path home) throws IOException {
        String owner = Files.getOwner(home).getName();
        String user = System.getProperty("user.name");
        boolean same = owner.equals(user) || owner.endsWith("\\" + user);
        return same
                ? Optional.empty()
                : Optional.of(Finding.warning(
                        name(),
                        home + " belongs to " + owner + ", and this is " + user + ".",
                        "Run the node and this command as " + owner
                                + "; files that another user has made there keep the" + " node out."));
    }

    private Optional<Finding> unwritable(Path home) {
        try {
            Files.delete(Files.createTempFile(home, "doctor", ".probe"));
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(Finding.problem(
                    name(),
                    "Nothing can be written into " + home + ": " + e + ".",
                    "Give its user the right to write there, or mount the disk for writing."));
        }
    }

    private Optional<Finding> open(Path keys) throws IOException {
        if (!Files.isDirectory(keys) || !Files.getFileStore(keys).supportsFileAttributeView("posix")) {
            return Optional.empty();
        }
        try (Stream<Path> files = Files.list(keys)) {
            for (Path each : Stream.concat(Stream.of(keys), files).toList()) {
                if (!Files.isSymbolicLink(each)
                        && Files.getPosixFilePermissions(each).stream().anyMatch(OTHERS::contains)) {
                    return Optional.of(Finding.problem(
                            name(), "Others than its user may read " + each + ".", "chmod -R go-rwx " + keys));
                }
            }
        }
        return Optional.empty();
    }
}
