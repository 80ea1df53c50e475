// SPDX-License-Identifier: EPL-2.0
package org.holdfast.web.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.holdfast.node.control.NodeControl;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** Opens the control API while there is a node, and tells where it is in {@code run/control} and {@code run/token}. */
@Component(
        service = {},
        immediate = true)
public final class ControlComponent {
    private static final int TOKEN_BYTES = 32;
    private final ControlServer server;
    private final Path place;

    @Activate
    public ControlComponent(BundleContext context, @Reference NodeControl node) {
        Path run = Path.of(context.getProperty("holdfast.home"), "run");
        String wanted = context.getProperty("holdfast.control.port");
        byte[] secret = new byte[TOKEN_BYTES];
        new SecureRandom().nextBytes(secret);
        String token = HexFormat.of().formatHex(secret);
        this.server = new ControlServer(new Routes(node), token, wanted == null ? 0 : Integer.parseInt(wanted));
        server.open("/health", new HealthPage(node.inspection()));
        this.place = run.resolve("control");
        write(run.resolve("token"), token);
        write(place, server.port() + " " + ProcessHandle.current().pid());
    }

    @Deactivate
    void close() throws IOException {
        Files.deleteIfExists(place);
        server.close();
    }

    private static FileAttribute<?>[] ownerOnly(Path file) {
        boolean posix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
        return posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }

    private static void write(Path file, String text) {
        try {
            Files.createDirectories(file.getParent());
            Path draft = file.resolveSibling(file.getFileName() + ".new");
            Files.deleteIfExists(draft);
            Files.createFile(draft, ownerOnly(file));
            Files.writeString(draft, text + "\n");
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new HoldfastException(
                    ErrorCode.DISK_FAILED, file.toString(), "Cannot write " + file + ": " + e.getMessage(), e);
        }
    }
}
